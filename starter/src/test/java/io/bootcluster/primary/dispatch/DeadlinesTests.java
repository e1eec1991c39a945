package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Deadlines}.
 */
class DeadlinesTests {

	private long now = 1_000_000_007;

	private int wakes;

	private final Deadlines deadlines = new Deadlines(() -> this.now, () -> this.wakes++);

	private final List<String> passed = new ArrayList<>();

	private Deadline deadline(String name) {
		return new Deadline(this.deadlines, () -> this.passed.add(name));
	}

	private void advance(Duration time) {
		for (long left = time.toNanos(); left > 0; left -= Deadlines.TICK.toNanos()) {
			this.now += Deadlines.TICK.toNanos();
			this.deadlines.turn();
		}
	}

	@Test
	void turnWhenDueLetsItPassOnceAndNeverEarly() {
		deadline("a").in(Duration.ofSeconds(1).toNanos());
		advance(Duration.ofMillis(950));
		assertThat(this.passed).isEmpty();
		advance(Duration.ofMillis(150));
		assertThat(this.passed).containsExactly("a");
		advance(Duration.ofSeconds(60));
		assertThat(this.passed).containsExactly("a");
	}

	@Test
	void turnWhenFartherThanTheWheelWaitsForIt() {
		deadline("far").in(Duration.ofSeconds(75).toNanos());
		advance(Duration.ofSeconds(74));
		assertThat(this.passed).isEmpty();
		advance(Duration.ofSeconds(2));
		assertThat(this.passed).containsExactly("far");
	}

	@Test
	void inWhenMovedLaterPassesLater() {
		Deadline moved = deadline("moved");
		moved.in(Duration.ofSeconds(1).toNanos());
		advance(Duration.ofMillis(500));
		moved.in(Duration.ofSeconds(1).toNanos());
		advance(Duration.ofMillis(900));
		assertThat(this.passed).isEmpty();
		advance(Duration.ofMillis(200));
		assertThat(this.passed).containsExactly("moved");
	}

	@Test
	void inWhenMovedEarlierPassesEarlier() {
		Deadline moved = deadline("moved");
		moved.in(Duration.ofSeconds(75).toNanos());
		moved.in(Duration.ofMillis(100).toNanos());
		advance(Duration.ofMillis(200));
		assertThat(this.passed).containsExactly("moved");
	}

	@Test
	void clearWhenSetDoesNotPass() {
		Deadline cleared = deadline("cleared");
		cleared.in(Duration.ofMillis(100).toNanos());
		cleared.clear();
		advance(Duration.ofSeconds(1));
		assertThat(this.passed).isEmpty();
		cleared.in(Duration.ofMillis(100).toNanos());
		advance(Duration.ofMillis(200));
		assertThat(this.passed).containsExactly("cleared");
	}

	@Test
	void turnWhenNothingIsLeftAsksForNoOther() {
		Deadline only = deadline("only");
		only.in(1);
		assertThat(this.wakes).isOne();
		only.cancel();
		this.deadlines.turn();
		assertThat(this.wakes).isOne();
	}

	@Test
	void turnWhenActionCancelsANeighbourDoesNotPassIt() {
		Deadline victim = deadline("victim");
		Deadline killer = new Deadline(this.deadlines, victim::cancel);
		victim.in(Duration.ofMillis(100).toNanos());
		killer.in(Duration.ofMillis(100).toNanos());
		advance(Duration.ofMillis(300));
		assertThat(this.passed).isEmpty();
	}

	@Test
	void turnWhenLateCatchesUp() {
		deadline("a").in(Duration.ofMillis(100).toNanos());
		deadline("b").in(Duration.ofSeconds(5).toNanos());
		this.now += Duration.ofMinutes(10).toNanos();
		this.deadlines.turn();
		assertThat(this.passed).containsExactlyInAnyOrder("a", "b");
	}

}
