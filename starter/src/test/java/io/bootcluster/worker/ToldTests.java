package io.bootcluster.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.TimeUnit;
import java.util.Map;
import java.util.stream.LongStream;

import io.bootcluster.ClusterEvent;
import io.bootcluster.Measures;
import io.bootcluster.Sample;
import io.bootcluster.control.News;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the primary tells is kept once, in order and bounded.
 */
class ToldTests {

	private final Told told = new Told();

	private final List<Long> heard = new ArrayList<>();

	ToldTests() {
		this.told.listen((event) -> this.heard.add(event.number()));
	}

	@Test
	void listenersHearOfWhatIsNewAndNotOfThePast() {
		happened(1, 2);
		happened(2, 4);
		assertThat(this.heard).containsExactly(3L, 4L);
		assertThat(this.told.events()).extracting(ClusterEvent::number).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void firstEventOfAllIsHeardAfterAnEmptyPast() {
		this.told.take(new News.Happened(List.of()));
		happened(1, 1);
		assertThat(this.heard).containsExactly(1L);
	}

	@Test
	void measuresOfSecondsAgoAreNotUpToDate() {
		AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
		Told timed = new Told(nanos::get);
		assertThat(timed.isUpToDate()).isFalse();
		timed.take(new News.Measured(Measures.NONE));
		nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
		assertThat(timed.isUpToDate()).isTrue();
		nanos.addAndGet(1);
		assertThat(timed.isUpToDate()).isFalse();
	}

	@Test
	void oldestEventsAreForgotten() {
		happened(1, 150);
		happened(151, 300);
		assertThat(this.told.events()).extracting(ClusterEvent::number).startsWith(101L).endsWith(300L).hasSize(200);
	}

	@Test
	void samplesOfAQuarterOfAnHourAreKept() {
		sampled(0, 100);
		sampled(50, 250);
		assertThat(this.told.samples()).extracting((sample) -> sample.at().getEpochSecond())
			.startsWith(71L)
			.endsWith(250L)
			.hasSize(180)
			.doesNotHaveDuplicates();
	}

	private void happened(long from, long to) {
		this.told.take(new News.Happened(LongStream.rangeClosed(from, to)
			.mapToObj((number) -> new ClusterEvent(number, Instant.EPOCH, "worker.started", "1.1", Map.of()))
			.toList()));
	}

	private void sampled(long from, long to) {
		Sample.Node node = new Sample.Node(0, 0, -1, -1, 0, 0, 0);
		this.told.take(new News.Sampled(LongStream.rangeClosed(from, to)
			.mapToObj((second) -> new Sample(Instant.ofEpochSecond(second), node, List.of()))
			.toList()));
	}

}
