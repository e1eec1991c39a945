package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker vouches for its lease by its own clocks, and for no longer than others wait.
 */
class HeldLeaseTests {

	private static final NodeLife LIFE = new NodeLife("a", Instant.EPOCH, "1.1");

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicLong millis = new AtomicLong();

	private final AtomicInteger changes = new AtomicInteger();

	private final HeldLease lease = new HeldLease(new NoStore(), Duration.ofSeconds(5), this.nanos::get,
			() -> Instant.ofEpochMilli(this.millis.get()));

	@Test
	void leaseCountsFromWhenItWasAskedFor() {
		HeldLease.Asked asked = this.lease.ask();
		pass(1000);
		this.lease.answered(asked, LIFE, 7);
		assertThat(this.lease.token()).hasValue(7);
		pass(3499);
		assertThat(this.lease.isHeld()).isTrue();
		pass(1);
		assertThat(this.lease.isHeld()).isFalse();
		assertThat(this.lease.token()).isEmpty();
	}

	@Test
	void machineThatSleptHoldsNothing() {
		this.lease.answered(this.lease.ask(), LIFE, 7);
		this.millis.addAndGet(4500);
		assertThat(this.lease.isHeld()).isFalse();
	}

	@Test
	void answerThatComesAfterTheSeatHasChangedCountsForNothing() {
		HeldLease.Asked asked = this.lease.ask();
		this.lease.forget();
		this.lease.answered(asked, LIFE, 7);
		assertThat(this.lease.isHeld()).isFalse();
	}

	@Test
	void changesAreToldOnce() {
		this.lease.tell(this.changes::incrementAndGet);
		this.lease.answered(this.lease.ask(), LIFE, 7);
		this.lease.tellChange();
		this.lease.tellChange();
		assertThat(this.changes).hasValue(1);
		pass(4500);
		this.lease.tellChange();
		assertThat(this.changes).hasValue(2);
	}

	@Test
	void runThatRedisCannotAllowDoesNotBegin() {
		assertThat(this.lease.begin("task", Instant.EPOCH)).isFalse();
		this.lease.answered(this.lease.ask(), LIFE, 7);
		assertThat(this.lease.begin("task", Instant.EPOCH)).isFalse();
		assertThat(this.lease.latest("task")).isEmpty();
	}

	private void pass(long millis) {
		this.millis.addAndGet(millis);
		this.nanos.addAndGet(Duration.ofMillis(millis).toNanos());
	}

	/**
	 * Never answers.
	 */
	private static final class NoStore implements NodesStore {

		@Override
		public Look look(Sign sign) {
			throw new IllegalStateException("away");
		}

		@Override
		public void leave(NodeLife life, boolean forGood) {
			throw new IllegalStateException("away");
		}

		@Override
		public boolean begin(NodeLife life, long token, String task, Instant due) {
			throw new IllegalStateException("away");
		}

		@Override
		public Optional<Instant> latest(String task) {
			throw new IllegalStateException("away");
		}

		@Override
		public boolean write(String expected, RolloutTurn.Writing writing) {
			throw new IllegalStateException("away");
		}

	}

}
