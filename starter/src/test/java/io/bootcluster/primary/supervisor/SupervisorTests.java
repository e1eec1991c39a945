package io.bootcluster.primary.supervisor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.bootcluster.ListenerAddress;
import io.bootcluster.Verdict;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import io.bootcluster.control.Part;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Supervisor}, on its own thread and in real time.
 */
class SupervisorTests {

	private final Map<WorkerId, FakeProcess> processes = new ConcurrentHashMap<>();

	private final Supervisor supervisor = new Supervisor(Stage.settings(2, 2, 3), "release",
			new Surroundings(this::launch, new FakeTraffic().requests(new FakeGate()), this::order, new Deaf(),
					Surroundings.Time.system()));

	@Test
	void lifeWhenAllGoesWellRunsFromStartToStop() throws Exception {
		this.supervisor.start();
		serve(new WorkerId(1, 1));
		serve(new WorkerId(2, 1));
		Awaitility.await().until(() -> serving() == 2);
		this.processes.get(new WorkerId(1, 1)).end(137);
		serve(new WorkerId(1, 2));
		Awaitility.await().until(() -> serving() == 2);
		this.supervisor.stop();
		this.supervisor.stop();
		assertThat(this.supervisor.outcome().toCompletableFuture().get(5, TimeUnit.SECONDS))
			.isEqualTo(Outcome.stopped());
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("bootcluster-supervisor")));
	}

	@Test
	void lifeWhenALauncherMakesAMistakeEndsWithThatOutcome() throws Exception {
		Surroundings broken = new Surroundings((worker, release, part) -> {
			throw new IllegalStateException("a mistake");
		}, new FakeTraffic().requests(new FakeGate()), this::order, new Deaf(), Surroundings.Time.system());
		Supervisor other = new Supervisor(Stage.settings(1, 1, 2), "release", broken);
		other.start();
		Outcome outcome = other.outcome().toCompletableFuture().get(5, TimeUnit.SECONDS);
		assertThat(outcome.exitCode()).isEqualTo(1);
		assertThat(outcome.failure()).contains("a mistake");
	}

	@Test
	void scaleWhenMemoryHasNoRoomIsRefusedWithTheFigures() {
		assertThatExceptionOfType(TooManyWorkersException.class).isThrownBy(() -> this.supervisor.scaleTo(4))
			.withMessage("4 workers do not fit, at most 3 do: so the figures say")
			.satisfies((ex) -> assertThat(ex.most()).isEqualTo(3));
	}

	private void serve(WorkerId worker) {
		Awaitility.await().until(() -> this.processes.containsKey(worker));
		Awaitility.await()
			.until(() -> this.supervisor.picture().lives().stream().anyMatch((life) -> life.id().equals(worker)));
		this.supervisor.lineReceived(worker, new Message.Listening(ListenerAddress.tcp(1), Optional.empty()));
		this.supervisor.judged(new Verdict(worker, Verdict.Finding.READY, ""));
	}

	private long serving() {
		List<Picture.Life> lives = this.supervisor.picture().lives();
		return lives.stream().filter((life) -> life.progress().state().isServing()).count();
	}

	private WorkerProcess launch(WorkerId worker, String release, Part part) {
		FakeProcess process = new FakeProcess(worker.generation(), release);
		this.processes.put(worker, process);
		return process;
	}

	private boolean order(WorkerId worker, Message.Down message) {
		if (message instanceof Message.Stop) {
			this.processes.get(worker).end(0);
		}
		return true;
	}

	/**
	 * Hears nothing.
	 */
	private static final class Deaf implements LifeListener {

		@Override
		public void listening(WorkerId worker, WorkerAddress address, long pid) {
		}

		@Override
		public void readiness(WorkerId worker, Message.Readiness readiness) {
		}

		@Override
		public void beat(WorkerId worker, Message.Beat beat) {
		}

		@Override
		public CompletionStage<Optional<Path>> examine(WorkerId worker, WorkerProcess process, String reason) {
			return CompletableFuture.completedStage(Optional.empty());
		}

		@Override
		public void dismissed(WorkerId worker) {
		}

		@Override
		public void answered(String wish, String failure) {
		}

		@Override
		public void turned() {
		}

		@Override
		public void changed(Picture picture) {
		}

	}

}
