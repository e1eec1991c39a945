package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.bootcluster.RecycleProperties;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the replacement of healthy workers that have used up what they may.
 */
class RecycleTests {

	private static final Duration SETTLE = Duration.ofMinutes(1);

	private static final long MB = 1 << 20;

	private static final long NO_RSS = 0;

	private Stage stage;

	private long collections;

	@Test
	void heapWhenLiveAboveItsShareAfterSeveralCollectionsIsReplacedNewFirst() {
		recycle(new RecycleProperties(0.8, null, null, null, 0, SETTLE));
		this.stage.pass(SETTLE);
		heap("2.1", 90);
		heap("2.1", 90);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		heap("2.1", 90);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "2.2", "3.1");
		assertThat(this.stage.gate.isOpen("2.1")).isTrue();
		this.stage.serve("2.2");
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.DRAINING);
		this.stage.finish("2.1");
		assertThat(this.stage.ordered).containsExactly(Stage.id("2.1"));
		this.stage.die("2.1", 0);
		assertThat(this.stage.life("2.2").orElseThrow().past().lastExit().meaning())
			.isEqualTo("recycled: 90 % of the heap live after collections, exit code 0");
	}

	@Test
	void heapWhenOneSpikeOrOneCollectionToldOftenIsLeftAlone() {
		recycle(new RecycleProperties(0.8, null, null, null, 0, SETTLE));
		this.stage.pass(SETTLE);
		heap("2.1", 90);
		heap("2.1", 50);
		heap("2.1", 95);
		for (int i = 0; i < 10; i++) {
			beat("1.1", 99 * MB, NO_RSS);
		}
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
	}

	@Test
	void requestsWhenSeveralHaveHadThemAreReplacedOneAtATime() {
		recycle(new RecycleProperties(null, null, 1000L, null, 0, SETTLE));
		carried(Map.of("1.1", 1000L, "2.1", 2000L, "3.1", 999L));
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1", "3.1");
		this.stage.serve("1.2");
		this.stage.finish("1.1");
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1", "3.1");
		this.stage.die("1.1", 0);
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1", "2.2", "3.1");
	}

	@Test
	void ageWhenJitteredIsReachedByEachAtAnotherTime() {
		recycle(new RecycleProperties(null, null, null, Duration.ofHours(10), 0.5, SETTLE));
		this.stage.pass(Duration.ofHours(5).minusSeconds(1));
		assertThat(this.stage.starting()).isEmpty();
		Map<String, Long> minutes = new HashMap<>();
		for (int minute = 0; minute <= 300; minute++) {
			this.stage.pass(Duration.ofMinutes(1));
			for (String next : this.stage.starting()) {
				minutes.put(next, (long) minute);
				this.stage.serve(next);
				String old = next.charAt(0) + ".1";
				this.stage.finish(old);
				this.stage.die(old, 0);
			}
		}
		assertThat(minutes.keySet()).contains("1.2", "2.2", "3.2");
		assertThat(minutes.values()).doesNotHaveDuplicates();
	}

	@Test
	void memoryWhenThereIsNoRoomForOneMoreLeavesFirst() {
		recycle(new RecycleProperties(null, DataSize.ofMegabytes(100), null, null, 0, SETTLE), false);
		this.stage.pass(SETTLE);
		beat("2.1", 0, 101 * MB);
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.DRAINING);
		beat("3.1", 0, 101 * MB);
		this.stage.finish("2.1");
		this.stage.die("2.1", 0);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.2", "3.1");
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.SERVING);
		this.stage.serve("2.2");
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void wornWhenARolloutOrARestartForHealthRunsWaits() {
		recycle(new RecycleProperties(null, null, 1000L, null, 0, SETTLE));
		this.stage.judge("3.1", Finding.SILENT, "silent");
		carried(Map.of("1.1", 1000L));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		this.stage.kept();
		this.stage.die("3.1", 137);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.2");
		this.stage.serve("3.2");
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1", "3.2");
	}

	@Test
	void reloadWhenARecycledWorkersNextLifeStartsGoesAhead() {
		recycle(new RecycleProperties(null, null, 1000L, null, 0, SETTLE));
		carried(Map.of("1.1", 1000L));
		this.stage.reload("new");
		assertThat(this.stage.state("1.2").isLeaving()).isTrue();
		this.stage.die("1.2", 0);
		assertThat(this.stage.alive()).containsExactly("1.1", "1.3", "2.1", "3.1");
		assertThat(this.stage.process("1.3").release).isEqualTo("new");
	}

	@Test
	void nextLifeWhenItFailsLeavesTheOldOneServingAndIsTriedAgainWithGrowingWaits() {
		recycle(new RecycleProperties(null, null, 1000L, null, 0, SETTLE));
		carried(Map.of("1.1", 1000L));
		this.stage.die("1.2", 1);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
		this.stage.pass(Duration.ofMillis(200));
		this.stage.die("1.3", 1);
		this.stage.pass(Duration.ofMillis(200));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		this.stage.pass(Duration.ofMillis(200));
		assertThat(this.stage.alive()).containsExactly("1.1", "1.4", "2.1", "3.1");
	}

	@Test
	void nextLifeWhenItIsNeverReadyMakesRoomAgain() {
		recycle(new RecycleProperties(null, null, 1000L, null, 0, SETTLE));
		carried(Map.of("1.1", 1000L));
		this.stage.listen("1.2");
		this.stage.pass(Duration.ofSeconds(120));
		assertThat(this.stage.state("1.2").isLeaving()).isTrue();
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
	}

	@Test
	void memoryWhenAFreshWorkerIsNoBetterRecyclesNobodyUntilTheValuesFall() {
		recycle(new RecycleProperties(null, DataSize.ofMegabytes(100), null, null, 0, SETTLE));
		beat("1.1", 0, 150 * MB);
		this.stage.pass(SETTLE.multipliedBy(2));
		beat("2.1", 0, 150 * MB);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		beat("1.1", 0, 90 * MB);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		beat("2.1", 0, 90 * MB);
		beat("2.1", 0, 150 * MB);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "2.2", "3.1");
	}

	@Test
	void memoryWhenAFreshWorkerIsNoBetterIsHeededAgainForTheNextRelease() {
		recycle(new RecycleProperties(null, DataSize.ofMegabytes(100), null, null, 0, SETTLE));
		beat("1.1", 0, 150 * MB);
		this.stage.reload("new");
		for (String old : new String[] { "1.1", "2.1", "3.1" }) {
			this.stage.serveAll();
			this.stage.finish(old);
			this.stage.die(old, 0);
		}
		this.stage.pass(SETTLE);
		beat("2.2", 0, 150 * MB);
		assertThat(this.stage.alive()).containsExactly("1.2", "2.2", "2.3", "3.2");
	}

	@Test
	void wornWhenTooFewOthersServeWaits() {
		recycle(new RecycleProperties(null, null, 1000L, null, 0, SETTLE));
		this.stage.judge("2.1", Finding.UNREADY, "");
		this.stage.judge("3.1", Finding.UNREADY, "");
		carried(Map.of("1.1", 1000L));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		this.stage.judge("2.1", Finding.READY, "");
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1", "3.1");
	}

	private void recycle(RecycleProperties limits) {
		recycle(limits, true);
	}

	private void recycle(RecycleProperties limits, boolean surge) {
		this.stage = new Stage(Stage.settings(3, 3, surge ? 4 : 3, Stage.RELOAD, new RecycleLimits(limits, 7)), "");
		this.stage.serveAll();
	}

	/**
	 * After another collection, so much of 100 MB is live.
	 */
	private void heap(String worker, int percent) {
		beat(worker, percent * MB + this.collections++, NO_RSS);
	}

	private void beat(String worker, long live, long rss) {
		this.stage.say(worker, new Message.Beat(live, live, 100 * MB, rss, false, false));
	}

	private void carried(Map<String, Long> requests) {
		requests.forEach((worker, count) -> this.stage.traffic.count(worker, count, 0));
		this.stage.pass(Duration.ofMillis(200));
	}

}
