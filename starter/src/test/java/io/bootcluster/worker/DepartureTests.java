package io.bootcluster.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.ListenerAddress;
import io.bootcluster.control.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing stops before the primary has said that no request is left.
 */
@Timeout(20)
class DepartureTests {

	private final Workers workers = new Workers();

	private final Worker worker = this.workers.with(ListenerAddress.tcp(0), Optional.empty());

	private final Departure departure = this.worker.departure();

	@Test
	void leaveWhenNeverReadyDoesNotWait() {
		assertThat(this.departure.leave()).isFalse();
		assertThat(this.workers.said).isEmpty();
	}

	@Test
	void leaveWhenServingWaitsForTheOrderAndKeepsTheExitCode() {
		this.departure.served();
		CompletableFuture<Boolean> left = CompletableFuture.supplyAsync(this.departure::leave);
		Awaitility.await().until(() -> this.workers.said.contains(new Message.Leaving()));
		assertThat(left).isNotDone();
		this.worker.obey(new Message.Stop());
		assertThat(left).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
		assertThat(this.workers.end.ends).isEmpty();
		assertThat(this.departure.leave()).isTrue();
		assertThat(this.workers.said).hasSize(1);
	}

	@Test
	void stopWhenStillStartingDoesNotWaitForTheApplication() {
		this.worker.obey(new Message.Stop());
		assertThat(this.workers.end.ends).containsExactly("exit 0 within 1 s");
	}

	@Test
	void exitWhenStartedButNeverReadyIsInGoodOrder() {
		this.departure.started();
		this.departure.exit(143);
		assertThat(this.workers.end.ends).containsExactly("exit 143");
	}

	@Test
	void stopWhenNotLeavingExitsWithZeroAndNobodyWaits() {
		this.departure.started();
		this.departure.served();
		this.worker.obey(new Message.Stop());
		assertThat(this.workers.end.ends).containsExactly("exit 0");
		assertThat(this.departure.leave()).isTrue();
		assertThat(this.workers.said).isEmpty();
	}

	@Test
	void primaryGoneWhenLeavingReleasesAndExitsSoon() {
		this.departure.served();
		CompletableFuture<Boolean> left = CompletableFuture.supplyAsync(this.departure::leave);
		Awaitility.await().until(() -> !this.workers.said.isEmpty());
		this.departure.primaryGone();
		assertThat(left).succeedsWithin(Duration.ofSeconds(5));
		assertThat(this.workers.end.ends).containsExactly("exit 1 within 2 s");
	}

	@Test
	void leaveWhenNoOrderComesGivesUpOnce() {
		Departure impatient = this.workers.with(ListenerAddress.tcp(0), Optional.empty(), Duration.ofMillis(-4900))
			.departure();
		impatient.served();
		assertThat(impatient.leave()).isFalse();
		assertThat(impatient.leave()).isTrue();
	}

}
