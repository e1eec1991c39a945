package io.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link NodeDrain}.
 */
class NodeDrainTests implements NodeDrain.Listener {

	private final List<String> told = new ArrayList<>();

	private final List<Runnable> later = new ArrayList<>();

	private final List<Duration> delays = new ArrayList<>();

	private long nanos = -5;

	private final NodeDrain drain = drain(Duration.ofSeconds(5));

	@Test
	void beginWhenTheNodeServesTellsOnceAndIsUndone() {
		this.drain.begin("a");
		this.drain.begin("b");
		assertThat(this.drain.isDraining()).isTrue();
		this.drain.undo("c");
		this.drain.undo("d");
		assertThat(this.drain.isDraining()).isFalse();
		assertThat(this.told).containsExactly("drains", "serves");
	}

	@Test
	void stopDrainsAndEndsAfterTheDelay() {
		this.drain.stop("TERM", true);
		assertThat(this.told).containsExactly("drains");
		assertThat(this.delays).containsExactly(Duration.ofSeconds(5));
		this.later.get(0).run();
		assertThat(this.told).containsExactly("drains", "end TERM");
	}

	@Test
	void stopWhenCalledAgainWaitsForNothing() {
		this.drain.stop("TERM", true);
		this.drain.stop("INT", true);
		assertThat(this.told).containsExactly("drains", "end INT");
		this.later.get(0).run();
		assertThat(this.told).hasSize(2);
		this.drain.stop("INT", true);
		assertThat(this.told).endsWith("end INT", "end INT");
	}

	@Test
	void stopWhenItHasDrainedBeforeWaitsForTheRest() {
		this.drain.begin("a");
		this.nanos += Duration.ofSeconds(3).toNanos();
		this.drain.stop("TERM", true);
		assertThat(this.delays).containsExactly(Duration.ofSeconds(2));
	}

	@Test
	void stopWhenItHasDrainedForLongEndsAtOnce() {
		this.drain.begin("a");
		this.nanos += Duration.ofSeconds(7).toNanos();
		this.drain.stop("TERM", true);
		assertThat(this.told).containsExactly("drains", "end TERM");
		assertThat(this.delays).isEmpty();
	}

	@Test
	void stopWhenNobodyIsSentHereOrNothingIsToBeWaitedForEndsAtOnce() {
		this.drain.stop("TERM", false);
		drain(Duration.ZERO).stop("INT", true);
		assertThat(this.told).containsExactly("drains", "end TERM", "drains", "end INT");
		assertThat(this.delays).isEmpty();
	}

	@Test
	void undoWhenTheNodeStopsIsRefused() {
		this.drain.stop("TERM", true);
		assertThatIllegalStateException().isThrownBy(() -> this.drain.undo("a")).withMessage("the node stops");
	}

	@Test
	void closeWhileItWaitsEndsNothing() {
		this.drain.stop("TERM", true);
		this.drain.close();
		this.later.get(0).run();
		assertThat(this.told).containsExactly("drains");
	}

	private NodeDrain drain(Duration delay) {
		return new NodeDrain(delay, this, new NodeDrain.Time(() -> this.nanos, (after, task) -> {
			this.delays.add(after);
			this.later.add(task);
		}));
	}

	@Override
	public void drains(boolean drains) {
		this.told.add(drains ? "drains" : "serves");
	}

	@Override
	public void end(String why) {
		this.told.add("end " + why);
	}

}
