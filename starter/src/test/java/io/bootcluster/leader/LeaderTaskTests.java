package io.bootcluster.leader;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.scheduling.support.CronTrigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LeaderTask}: each run once, or late, never twice.
 */
class LeaderTaskTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final FakeLeadership leadership = new FakeLeadership();

	private final List<Instant> runs = new ArrayList<>();

	private Instant now = NOON;

	private final LeaderTask cron = task(new Timing.Cron(new CronTrigger("* * * * * *"), NOON));

	private final LeaderTask interval = task(new Timing.Interval(Duration.ofSeconds(10)));

	private final LeaderTask once = task(new Timing.Once());

	@Test
	void runWhenNotTheLeaderDoesNothing() {
		at(5, this.cron);
		at(5, this.interval);
		at(5, this.once);
		assertThat(this.runs).isEmpty();
		assertThat(this.leadership.said).isEmpty();
	}

	@Test
	void runWhenTheLeaderTellsBeforeAndAfter() {
		this.leadership.leader = true;
		at(5.02, this.cron);
		assertThat(this.runs).containsExactly(second(5.02));
		assertThat(this.leadership.said).containsExactly("task 2026-01-01T12:00:05Z", "task ended");
	}

	@Test
	void cronWhenRunsWereMissedRunsOnceForThemAtOnce() {
		at(5, this.cron);
		at(6, this.cron);
		at(7, this.cron);
		this.leadership.runs.put("task", second(5));
		lead(7.3, this.cron);
		assertThat(this.leadership.said).containsExactly("task 2026-01-01T12:00:07Z", "task ended");
		at(8, this.cron);
		assertThat(this.runs).containsExactly(second(7.3), second(8));
	}

	@Test
	void cronWhenNothingWasMissedWaitsForTheNext() {
		at(5, this.cron);
		this.leadership.runs.put("task", second(5));
		lead(5.2, this.cron);
		assertThat(this.runs).isEmpty();
		at(6, this.cron);
		assertThat(this.runs).containsExactly(second(6));
	}

	@Test
	void cronWhenLeadingAgainMakesUpForWhatNobodyBeganMeanwhile() {
		this.leadership.term = 1;
		lead(4.5, this.cron);
		at(5, this.cron);
		this.leadership.leader = false;
		at(6, this.cron);
		at(7, this.cron);
		at(8, this.cron);
		this.leadership.runs.put("task", second(7));
		this.leadership.term = 2;
		lead(8.3, this.cron);
		assertThat(this.runs).containsExactly(second(5), second(8.3));
	}

	@Test
	void cronWhenAnEarlierLeaderBeganTheSameRunDoesNotRepeatIt() {
		this.leadership.leader = true;
		this.leadership.runs.put("task", second(5));
		at(5.4, this.cron);
		assertThat(this.runs).isEmpty();
	}

	@Test
	void cronWhenTheSchedulerBeginsALittleEarlyIsTheSameRun() {
		this.leadership.leader = true;
		at(4.998, this.cron);
		assertThat(this.leadership.said).first().isEqualTo("task 2026-01-01T12:00:05Z");
	}

	@Test
	void cronWhenARunComesAheadOfTheNewsOfLeadingMakesUpFirst() {
		at(5, this.cron);
		this.leadership.leader = true;
		at(6, this.cron);
		lead(6.1, this.cron);
		assertThat(this.leadership.said).containsExactly("task 2026-01-01T12:00:05Z", "task ended",
				"task 2026-01-01T12:00:06Z", "task ended");
	}

	@Test
	void intervalWhenOneHasPassedSinceTheLastRunRunsAtOnceAndThenKeepsItsDistance() {
		this.leadership.runs.put("task", second(0));
		at(2, this.interval);
		lead(11, this.interval);
		at(12, this.interval);
		at(22, this.interval);
		assertThat(this.runs).containsExactly(second(11), second(22));
	}

	@Test
	void intervalWhenTheLastRunWasJustNowKeepsItsDistance() {
		this.leadership.runs.put("task", second(10));
		lead(11, this.interval);
		at(12, this.interval);
		at(22, this.interval);
		assertThat(this.runs).containsExactly(second(22));
	}

	@Test
	void intervalWhenNoneEverRanRunsAtOnceIfOneWasSkipped() {
		lead(1, this.interval);
		assertThat(this.runs).isEmpty();
		LeaderTask other = task(new Timing.Interval(Duration.ofSeconds(10)));
		this.leadership.leader = false;
		at(2, other);
		lead(3, other);
		assertThat(this.runs).containsExactly(second(3));
	}

	@Test
	void intervalWhenLeadingIsNotHeldUpByItsOwnRuns() {
		this.leadership.leader = true;
		at(1, this.interval);
		at(2, this.interval);
		assertThat(this.runs).hasSize(2);
	}

	@Test
	void intervalWhenVeryShortIsNotTold() {
		LeaderTask frequent = task(new Timing.Interval(Duration.ofMillis(1)));
		this.leadership.leader = true;
		at(1, frequent);
		assertThat(this.runs).hasSize(1);
		assertThat(this.leadership.said).isEmpty();
	}

	@Test
	void onceWhenAnEarlierLeaderRanItRunsNeverAgain() {
		at(1, this.once);
		this.leadership.runs.put("task", second(0));
		lead(2, this.once);
		at(3, this.once);
		assertThat(this.runs).isEmpty();
	}

	@Test
	void onceWhenItWasSkippedAndNobodyRanItRunsLate() {
		at(1, this.once);
		lead(2, this.once);
		assertThat(this.runs).containsExactly(second(2));
	}

	@Test
	void runWhenItFailsHasEndedAllTheSame() {
		LeaderTask failing = new LeaderTask("task", () -> {
			throw new IllegalStateException("no");
		}, new Timing.Once(), this.leadership, () -> this.now);
		this.leadership.leader = true;
		assertThatIllegalStateException().isThrownBy(failing::run);
		assertThat(this.leadership.said).last().isEqualTo("task ended");
	}

	private LeaderTask task(Timing timing) {
		return new LeaderTask("task", () -> this.runs.add(this.now), timing, this.leadership, () -> this.now);
	}

	private void at(double second, LeaderTask task) {
		this.now = second(second);
		task.run();
	}

	private void lead(double second, LeaderTask task) {
		this.now = second(second);
		this.leadership.leader = true;
		task.makingUp().run();
	}

	private static Instant second(double second) {
		return NOON.plusMillis(Math.round(second * 1000));
	}

}
