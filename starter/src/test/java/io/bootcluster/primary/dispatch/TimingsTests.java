package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.bootcluster.Measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What was counted outlives workers, but not every release there ever was.
 */
class TimingsTests {

	private static final Measures.Counts COUNTS = new Measures.Counts(0, 0, 0, 0, Map.of(), Map.of());

	private final Timings timings = new Timings();

	@Test
	void durationsAreCountedByOutcomeAndClass() {
		SlotTimings worker = this.timings.of(2, "r1", Set.of());
		worker.record(Outcome.ANSWERED, 204, Duration.ofMillis(1).toNanos());
		worker.record(Outcome.ANSWERED, 200, Duration.ofMillis(1).toNanos() + 1);
		worker.record(Outcome.CLIENT_GONE, 0, Duration.ofMinutes(1).toNanos());
		List<Measures.Requests> requests = this.timings.measures(COUNTS).requests();
		assertThat(requests)
			.extracting(Measures.Requests::slot, Measures.Requests::release, Measures.Requests::outcome,
					Measures.Requests::status, (each) -> each.durations().count())
			.containsExactlyInAnyOrder(tuple(2, "r1", "answered", "2xx", 2L),
					tuple(2, "r1", "client-gone", "none", 1L));
		assertThat(requests.get(0).durations().buckets().subList(0, 4)).containsExactly(0L, 0L, 1L, 1L);
		assertThat(requests.get(1).durations().buckets()).last().isEqualTo(1L);
		assertThat(requests.get(0).durations().micros()).isEqualTo(2000);
	}

	@Test
	void nextLifeOfAReleaseGoesOnWhereTheLastOneEnded() {
		this.timings.of(1, "r1", Set.of()).record(Outcome.ANSWERED, 200, 1);
		this.timings.of(1, "r1", Set.of()).record(Outcome.ANSWERED, 200, 1);
		this.timings.of(1, "r2", Set.of()).record(Outcome.ANSWERED, 200, 1);
		assertThat(this.timings.measures(COUNTS).requests())
			.extracting(Measures.Requests::release, (each) -> each.durations().count())
			.containsExactlyInAnyOrder(tuple("r1", 2L), tuple("r2", 1L));
	}

	@Test
	void releasesThatAreLongGoneAreForgotten() {
		for (String release : List.of("r1", "r2", "r3", "r1", "r4")) {
			this.timings.of(1, release, Set.of()).record(Outcome.ANSWERED, 200, 1);
		}
		assertThat(this.timings.measures(COUNTS).requests()).extracting(Measures.Requests::release)
			.containsExactlyInAnyOrder("r3", "r1", "r4");
	}

	@Test
	void releaseThatAWorkerStillRunsIsKept() {
		SlotTimings lasting = this.timings.of(1, "r1", Set.of());
		for (String release : List.of("r2", "r3", "r4", "r5")) {
			this.timings.of(1, release, Set.of(lasting)).record(Outcome.ANSWERED, 200, 1);
		}
		lasting.record(Outcome.ANSWERED, 200, 1);
		assertThat(this.timings.measures(COUNTS).requests()).extracting(Measures.Requests::release)
			.containsExactlyInAnyOrder("r1", "r4", "r5");
	}

	@Test
	void ejectionsOfASlotAddUp() {
		this.timings.ejections(1).increment();
		this.timings.ejections(1).increment();
		assertThat(this.timings.measures(COUNTS).slots()).extracting(Measures.Slot::slot, Measures.Slot::ejections)
			.containsExactly(tuple(1, 2L));
	}

}
