package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Workers run from a copy of the jar, so that anything may happen to the jar itself; and
 * they start faster once an archive has been trained.
 */
class ReleaseTests {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/** A training yields to everything else that the machine does. */
	private static final Duration TRAINING = Duration.ofMinutes(10);

	@TempDir
	private static Path releases;

	@TempDir
	private Path directory;

	@Test
	void whateverHappensToTheJarNoRequestFailsAndWorkersComeBack() throws IOException {
		Path jar = Files.copy(Launch.sampleJar(), this.directory.resolve("app.jar"));
		Path other = otherJar(jar);
		try (Cluster cluster = launch(jar).workers(2).serving();
				Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 40)) {
			String release = cluster.view().release();
			assertThat(cluster.worker(1).from()).isEqualTo("extracted");
			overwrite(jar, garbage());
			replace(cluster, 1, release);
			overwrite(jar, Files.readAllBytes(other));
			replace(cluster, 2, release);
			Files.delete(jar);
			replace(cluster, 1, release);
			cluster.run().signal(Signal.HUP);
			await("reload is refused").atMost(PATIENCE)
				.until(() -> !cluster.output().matching("app\\.jar is not there").isEmpty());
			assertThat(cluster.workers()).allMatch((worker) -> worker.release().equals(release));
			Tally tally = load.end();
			assertThat(tally.failures()).as(tally.toString()).isEmpty();
			assertThat(tally.good()).isPositive();
		}
	}

	@Test
	void laterStartsAreFromAnArchive() throws IOException {
		String archive = (Runtime.version().feature() >= 25) ? "aot-cache" : "cds";
		Launch launch = launch(Launch.sampleJar()).workers(1).with("--bootcluster.release.start-archive=true");
		try (Cluster cluster = launch.serving()) {
			await("archive is trained").atMost(TRAINING)
				.until(() -> !cluster.output().matching("has a start archive after").isEmpty());
			View.Worker before = cluster.worker(1);
			cluster.kill(before);
			cluster.awaitReplaced(before, PATIENCE);
			assertThat(cluster.worker(1).from()).isEqualTo(archive);
		}
		try (Cluster cluster = launch.serving()) {
			assertThat(cluster.worker(1).from()).isEqualTo(archive);
			assertThat(cluster.output().awaitMatching("\\]\\[(cds|aot)|starts from " + archive)).hasSize(1);
			assertThat(cluster.run().children()).as("nothing is trained again").noneMatch(ReleaseTests::trains);
		}
	}

	@Test
	void directoryThatCannotBeWrittenIsToldOnceAndDoneWithout() throws IOException {
		try (Cluster cluster = Launch.sample()
			.workers(2)
			.with("--bootcluster.release.directory=/proc/none")
			.serving()) {
			assertThat(cluster.workers()).extracting(View.Worker::from).containsOnly("jar");
			assertThat(cluster.output().awaitMatching("/proc/none")).singleElement()
				.asString()
				.contains("workers run from the jar itself", "bootcluster.release.directory");
		}
	}

	private static boolean trains(ProcessHandle process) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
				.contains("io.bootcluster.training");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Launch launch(Path jar) {
		return Launch.jar(jar).with("--bootcluster.release.directory=" + releases);
	}

	private static void replace(Cluster cluster, int slot, String release) throws IOException {
		View.Worker before = cluster.worker(slot);
		cluster.kill(before);
		cluster.awaitReplaced(before, PATIENCE);
		assertThat(cluster.worker(slot).release()).isEqualTo(release);
	}

	private Path otherJar(Path jar) throws IOException {
		Path other = Files.copy(jar, this.directory.resolve("other.jar"));
		try (FileSystem zip = FileSystems.newFileSystem(other)) {
			Files.writeString(zip.getPath("other.txt"), "another release");
		}
		return other;
	}

	private static byte[] garbage() {
		byte[] garbage = new byte[1024 * 1024];
		new Random(1).nextBytes(garbage);
		return garbage;
	}

	/** In place, as {@code cp} does: the file stays the same one. */
	private static void overwrite(Path jar, byte[] content) throws IOException {
		Files.write(jar, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
	}

}
