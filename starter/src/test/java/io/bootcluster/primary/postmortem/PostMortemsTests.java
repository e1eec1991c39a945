package io.bootcluster.primary.postmortem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.bootcluster.ClusterView;
import io.bootcluster.Traffic;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link PostMortems}; the JVM that is looked at is this one.
 */
class PostMortemsTests {

	private static final WorkerId WORKER = new WorkerId(2, 3);

	@TempDir
	private Path directory;

	@Test
	void takeWhenAJvmRunsKeepsThreadsHeapLogAndWhatThePrimaryKnows() throws Exception {
		PostMortems room = room(10);
		room.evidence().beat(WORKER, new Message.Beat(1, 2, 3, 4, false, true));
		Path kept = take(room, ProcessHandle.current().pid()).orElseThrow();
		for (int dump = 1; dump <= 3; dump++) {
			assertThat(kept.resolve("threads-" + dump + ".txt")).content().contains("bootcluster-post-mortem");
		}
		assertThat(kept.resolve("heap-histogram.txt")).content().contains("java.lang.String");
		assertThat(kept.resolve("log.txt")).hasContent("first line\nlast line");
		assertThat(kept.resolve("requests.txt"))
			.hasContent("1 requests in flight, oldest first\n   1.500 s  GET /slow");
		assertThat(kept.resolve("beats.txt")).content().contains("deadlocked=true");
		assertThat(kept.resolve("view.json")).content().contains("\"workers\"");
		assertThat(kept.resolve(Shelf.ABOUT)).content().startsWith("it hung\n").doesNotContain("missing");
		assertThat(room.list()).extracting(ClusterView.PostMortem::path, ClusterView.PostMortem::reason)
			.containsExactly(tuple(kept.toAbsolutePath().toString(), "it hung"));
	}

	@Test
	void takeWhenTheProcessIsStoppedSaysThatNothingInItAnswersAndTakesNoTime() throws Exception {
		Process process = new ProcessBuilder("sleep", "60").start();
		try {
			new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
			Awaitility.await().until(() -> ProcessSight.of(process.pid()).isStopped());
			Path kept = take(room(10), process.pid()).orElseThrow();
			assertThat(kept.resolve(Shelf.ABOUT)).content()
				.contains("missing: threads and heap: the process is stopped");
			assertThat(kept.resolve("log.txt")).exists();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void takeWhenTheProcessTakesNoSignalLeavesItAlone() throws Exception {
		Process process = new ProcessBuilder("sleep", "60").start();
		try {
			Path kept = take(room(10), process.pid()).orElseThrow();
			assertThat(kept.resolve(Shelf.ABOUT)).content()
				.contains("missing: threads and heap: the JVM takes no signals");
			assertThat(process.isAlive()).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void takeWhenTheTimeIsUpKeepsWhatThereIsAndSaysSo() throws Exception {
		Path kept = take(room(10, Duration.ofMillis(100)), ProcessHandle.current().pid()).orElseThrow();
		assertThat(kept.resolve(Shelf.ABOUT)).content().contains("missing: what was not done when the time was up");
		assertThat(kept.resolve("threads-3.txt")).doesNotExist();
		assertThat(kept.resolve("log.txt")).exists();
	}

	@Test
	void takeWhenNothingIsToBeKeptDoesNothing() throws Exception {
		assertThat(take(room(0), ProcessHandle.current().pid())).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void takeWhenThereIsNoPlaceForItGoesOn() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		PostMortems room = PostMortems.in(file.resolve("below"), 10,
				new Evidence(new OneRequest(), PostMortemsTests::view));
		assertThat(take(room, ProcessHandle.current().pid())).isEmpty();
		assertThat(room.heapDump(WORKER)).isEmpty();
	}

	@Test
	void heapDumpWhenThereIsAPlaceNamesAFileThatIsShownOnceItIsThere() throws IOException {
		PostMortems room = room(1);
		Path heap = room.heapDump(WORKER).orElseThrow();
		assertThat(heap).doesNotExist();
		assertThat(heap.toString()).endsWith("-worker-2.3.hprof");
		Files.writeString(heap, "heap");
		room.heapDump(WORKER);
		assertThat(room.list()).extracting(ClusterView.PostMortem::reason).containsExactly("out of memory");
	}

	private PostMortems room(int most) {
		return room(most, Duration.ofMinutes(1));
	}

	private PostMortems room(int most, Duration limit) {
		return new PostMortems(new Shelf(this.directory.resolve("kept"), most),
				new Evidence(new OneRequest(), PostMortemsTests::view), limit);
	}

	private static Optional<Path> take(PostMortems room, long pid) throws Exception {
		Subject subject = new Subject(WORKER, pid, () -> List.of("first line", "last line"),
				room.evidence().of(WORKER));
		return room.take(subject, "it hung").toCompletableFuture().get(2, TimeUnit.MINUTES);
	}

	private static ClusterView view() {
		return new ClusterView(new ClusterView.Node("node", "node", "serving", Instant.EPOCH, List.of()),
				new ClusterView.Release("abc", null, List.of()), List.of(),
				new ClusterView.Dispatcher("", 0, 0, 0, 0, 0, 0), List.of(), List.of());
	}

	/**
	 * A dispatcher that carries one request.
	 */
	private static final class OneRequest implements Traffic {

		@Override
		public Snapshot snapshot() {
			return new Snapshot("", 0, 0, 0, 0, 0, 0, Map.of());
		}

		@Override
		public CompletionStage<List<InFlight>> inFlight(WorkerId worker) {
			return CompletableFuture.completedStage(List.of(new InFlight("GET", "/slow", Duration.ofMillis(1500))));
		}

	}

}
