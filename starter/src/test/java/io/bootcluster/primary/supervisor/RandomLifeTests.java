package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import io.bootcluster.RecycleProperties;
import io.bootcluster.ReloadProperties;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays random lives and checks what must hold in every one.
 */
class RandomLifeTests {

	private static final int STEPS = 500;

	private final Map<WorkerId, WorkerState> seen = new HashMap<>();

	private Stage stage;

	private Random random;

	private int slots = 3;

	private int surge;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 12 })
	void lifeWhenAnythingHappensKeepsItsPromises(long seed) {
		this.random = new Random(seed);
		this.surge = (int) seed % 3;
		Duration minReady = Duration.ofSeconds(seed % 2 * 5);
		RecycleProperties limits = new RecycleProperties(null, null, null, Duration.ofSeconds(20), 0.5, Duration.ZERO);
		RecycleLimits recycle = (seed % 3 == 0) ? new RecycleLimits(limits, seed) : RecycleLimits.none();
		this.stage = new Stage(Stage.settings(3, 2, 100, reload(this.surge, minReady), recycle), "");
		this.stage.serveAll();
		for (int step = 0; step < STEPS; step++) {
			happen();
			check("seed " + seed + ", step " + step);
		}
		calmDown();
		assertThat(this.stage.gate.open).as("seed " + seed).hasSize(this.stage.turn.picture().wanted());
		this.stage.stop();
		this.stage.stop();
		this.stage.alive().forEach((worker) -> this.stage.die(worker, 137));
		assertThat(this.stage.turn.outcome()).isCompletedWithValue(Outcome.stopped());
	}

	private static ReloadProperties reload(int surge, Duration minReady) {
		return new ReloadProperties(surge, minReady, null, Duration.ofSeconds(10), Duration.ZERO, 0.05);
	}

	private void happen() {
		List<String> alive = this.stage.alive();
		String worker = alive.isEmpty() ? "1.1" : alive.get(this.random.nextInt(alive.size()));
		Finding[] findings = Finding.values();
		switch (this.random.nextInt(12)) {
			case 0, 1, 2 -> this.stage.serve(worker);
			case 3 -> this.stage.judge(worker, findings[this.random.nextInt(findings.length)], "by chance");
			case 4 -> this.stage.finish(worker);
			case 5 -> this.stage.say(worker, new Message.Leaving());
			case 6 -> exit(worker);
			case 7 -> this.stage.scale(this.random.nextBoolean() && this.slots < 6 ? 1 : -1);
			case 8 -> this.stage.reload("release-" + this.random.nextInt(100));
			case 9 -> this.stage.tell((reports) -> reports.lineClosed(Stage.id(worker)));
			case 10 -> this.stage.pass(Duration.ofMillis(this.random.nextInt(30_000)));
			default -> this.stage.listen(worker);
		}
		this.slots = Math.max(this.slots, this.stage.turn.picture().wanted());
	}

	private void exit(String worker) {
		if (!this.stage.alive().isEmpty() && this.random.nextInt(3) == 0) {
			this.stage.die(worker, this.random.nextBoolean() ? 1 : 137);
		}
	}

	private void check(String where) {
		List<Picture.Life> lives = this.stage.turn.picture().lives();
		for (Picture.Life life : lives) {
			WorkerState before = this.seen.put(life.id(), life.progress().state());
			assertThat(before == null || before.compareTo(life.progress().state()) <= 0).as(where + life).isTrue();
			if (life.progress().state().isLeaving() || life.progress().state() == WorkerState.STARTING) {
				assertThat(this.stage.gate.open).as(where).doesNotContain(life.id());
			}
		}
		Map<Integer, Long> serving = lives.stream()
			.filter((life) -> life.progress().state().isServing())
			.collect(Collectors.groupingBy((life) -> life.id().slot(), Collectors.counting()));
		assertThat(serving.values()).as(where).allMatch((count) -> count == 1);
		assertThat(this.stage.alive()).as(where).hasSizeLessThanOrEqualTo(this.slots + Math.max(this.surge, 1));
		assertThat(this.stage.turn.isOver()).as(where).isFalse();
	}

	/**
	 * From now on everybody behaves.
	 */
	private void calmDown() {
		for (int i = 0; i < 100; i++) {
			for (String worker : new ArrayList<>(this.stage.alive())) {
				switch (this.stage.state(worker)) {
					case STARTING, SERVING -> this.stage.serve(worker);
					case DRAINING -> this.stage.finish(worker);
					default -> this.stage.die(worker, 0);
				}
			}
			this.stage.pass(Duration.ofSeconds(1));
		}
	}

}
