package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.List;

import io.bootcluster.Verdict.Finding;
import io.bootcluster.control.Leading;
import io.bootcluster.control.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the one leader: there is one wherever somebody serves, and never are two.
 */
class LeaderTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final Stage stage = Stage.serving(3);

	@Test
	void leaderWhenTheFirstServesIsThatOne() {
		Stage fresh = new Stage(3, 3);
		assertThat(leaders(fresh)).isEmpty();
		fresh.serve("1.1");
		fresh.serveAll();
		assertThat(leaders(fresh)).containsExactly("1.1");
		assertThat(fresh.told).containsExactly("1.1 Lead[runs={}]");
	}

	@Test
	void leaderWhenItsProcessIsGoneAndItsLineReadToTheEndIsAnotherAtOnce() {
		this.stage.process("1.1").end(137);
		this.stage.tell(Supervisor.Event.TICK);
		assertThat(leaders(this.stage)).isEmpty();
		this.stage.say("1.1", new Leading.Began("jobs.tick", NOON));
		this.stage.tell((reports) -> reports.lineClosed(Stage.id("1.1")));
		assertThat(leaders(this.stage)).containsExactly("2.1");
		assertThat(this.stage.told).last().isEqualTo("2.1 Lead[runs={jobs.tick=2026-01-01T12:00:00Z}]");
	}

	@Test
	void leaderWhenItsLineClosesAloneLeadsUntilItsProcessIsGone() {
		this.stage.tell((reports) -> reports.lineClosed(Stage.id("1.1")));
		this.stage.pass(Duration.ofSeconds(20));
		assertThat(leaders(this.stage)).containsExactly("1.1");
		this.stage.process("1.1").end(1);
		this.stage.tell(Supervisor.Event.TICK);
		assertThat(leaders(this.stage)).containsExactly("2.1");
	}

	@Test
	void leaderWhenTheEndOfItsLineIsNeverHeardIsAnotherAfterASecond() {
		this.stage.process("1.1").end(137);
		this.stage.pass(Duration.ofMillis(800));
		assertThat(leaders(this.stage)).isEmpty();
		this.stage.pass(Duration.ofMillis(400));
		assertThat(leaders(this.stage)).containsExactly("2.1");
	}

	@Test
	void leaderWhenItHangsLeadsUntilItIsKilled() {
		this.stage.judge("1.1", Finding.SILENT, "silent");
		this.stage.pass(Duration.ofSeconds(5));
		assertThat(leaders(this.stage)).containsExactly("1.1");
		assertThat(this.stage.told).last().isEqualTo("1.1 StepDown[]");
		this.stage.die("1.1", 137);
		assertThat(leaders(this.stage)).containsExactly("2.1");
	}

	@Test
	void leaderWhenItDrainsIsAnotherOnceItHasSteppedDown() {
		this.stage.say("1.1", new Message.Leaving());
		assertThat(this.stage.told).last().isEqualTo("1.1 StepDown[]");
		assertThat(leaders(this.stage)).containsExactly("1.1");
		this.stage.say("1.1", new Leading.SteppedDown());
		assertThat(leaders(this.stage)).containsExactly("2.1");
		this.stage.die("1.1", 0);
		assertThat(leaders(this.stage)).containsExactly("2.1");
		assertThat(this.stage.told.stream().filter((text) -> text.contains("Lead["))).hasSize(2);
	}

	@Test
	void leaderWhenAWorkerSaysUnaskedThatItSteppedDownIsStillTheLeader() {
		this.stage.say("1.1", new Leading.SteppedDown());
		this.stage.say("2.1", new Leading.SteppedDown());
		assertThat(leaders(this.stage)).containsExactly("1.1");
	}

	@Test
	void leaderWhenAReleaseIsRolledOutMovesOnceToAWorkerOfIt() {
		this.stage.reload("new");
		for (int slot = 1; slot <= 3; slot++) {
			this.stage.serve(slot + ".2");
			this.stage.say(slot + ".1", new Leading.SteppedDown());
			this.stage.finish(slot + ".1");
			this.stage.die(slot + ".1", 0);
		}
		assertThat(leaders(this.stage)).containsExactly("1.2");
		assertThat(this.stage.told.stream().filter((text) -> text.contains("Lead["))).hasSize(2);
	}

	@Test
	void leaderWhenAnotherIsUnreadyIsOneThatTakesRequests() {
		this.stage.judge("2.1", Finding.UNREADY, "busy");
		this.stage.die("1.1", 137);
		assertThat(leaders(this.stage)).containsExactly("3.1");
	}

	@Test
	void leaderWhenNobodyServesIsTheFirstWhoDoesAgain() {
		List.of("2.1", "3.1", "1.1").forEach((worker) -> this.stage.die(worker, 137));
		assertThat(leaders(this.stage)).isEmpty();
		this.stage.serve("3.2");
		assertThat(leaders(this.stage)).containsExactly("3.2");
	}

	@Test
	void leaderWhenTheClusterStopsStepsDownAndHasNoSuccessor() {
		this.stage.stop();
		assertThat(this.stage.told).last().isEqualTo("1.1 StepDown[]");
		this.stage.say("1.1", new Leading.SteppedDown());
		assertThat(leaders(this.stage)).isEmpty();
	}

	private static List<String> leaders(Stage stage) {
		return stage.turn.picture()
			.lives()
			.stream()
			.filter((life) -> life.progress().leader())
			.map((life) -> life.id().slot() + "." + life.id().generation())
			.toList();
	}

	@Test
	void leaderWhenAnotherPrimaryIsToHaveItStepsDownAndNobodyFollowsUntilItIsGivenBack() {
		this.stage.tell((reports) -> reports.crew().seat().shut());
		assertThat(this.stage.told).last().isEqualTo("1.1 StepDown[]");
		assertThat(leaders(this.stage)).containsExactly("1.1");
		this.stage.say("1.1", new Leading.SteppedDown());
		assertThat(leaders(this.stage)).isEmpty();
		this.stage.pass(Duration.ofSeconds(20));
		assertThat(leaders(this.stage)).isEmpty();
		this.stage.tell((reports) -> reports.crew().seat().open(Map.of("jobs.tick", NOON)));
		assertThat(leaders(this.stage)).hasSize(1);
		assertThat(this.stage.told).last().asString().endsWith(" Lead[runs={jobs.tick=2026-01-01T12:00:00Z}]");
	}

}
