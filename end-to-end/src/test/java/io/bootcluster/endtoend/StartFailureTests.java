package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A start that cannot succeed says why, once, and leaves nothing running.
 */
class StartFailureTests {

	private static final Duration BOUND = Duration.ofSeconds(30);

	@Test
	void failureOfTheApplicationIsAnalysedOnceAndThePrimaryEnds() {
		try (Run run = Launch.sample().workers(3).with("--spring.web.resources.cache.period=nonsense").start()) {
			assertFailed(run);
			assertThat(run.output().matching("APPLICATION FAILED TO START")).hasSize(1);
			assertThat(run.output().matching("spring.web.resources.cache.period")).isNotEmpty();
			assertThat(run.output().matching("\\[worker-[23]\\.")).isEmpty();
		}
	}

	@Test
	void portInUseIsAnalysed() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
				Run run = Launch.sample().workers(2).with("--server.port=" + taken.getLocalPort()).start()) {
			assertFailed(run);
			assertThat(run.output().matching("APPLICATION FAILED TO START")).hasSize(1);
			assertThat(run.output().toString()).contains(Integer.toString(taken.getLocalPort()), "server.port");
			assertThat(run.output().matching("\\[worker-")).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bootcluster.workers                      | many
			bootcluster.workers                      | -1
			bootcluster.workers                      | 100000
			bootcluster.worker.memory                | 1GB?
			bootcluster.dispatcher.policy            | best
			bootcluster.dispatcher.hold-timeout      | soon
			bootcluster.health.threshold             | 0
			""")
	void wrongSettingIsAnalysedByName(String name, String value) {
		try (Run run = Launch.sample().with("--" + name + "=" + value).start()) {
			assertFailed(run);
			assertThat(run.output().matching("APPLICATION FAILED TO START")).hasSize(1);
			assertThat(run.output().toString()).contains(name);
		}
	}

	@Test
	void unknownSettingIsAnalysedByName() {
		try (Run run = Launch.sample().with("--bootcluster.wrokers=2").start()) {
			assertFailed(run);
			assertThat(run.output().matching("APPLICATION FAILED TO START")).hasSize(1);
			assertThat(run.output().toString()).contains("bootcluster.wrokers");
		}
	}

	@Test
	void directoryThatCannotBeIsAnalysed(@TempDir Path directory) throws IOException {
		Path file = Files.createFile(directory.resolve("file"));
		try (Run run = Launch.sample().workers(2).with("--bootcluster.directory=" + file).start()) {
			assertFailed(run);
			assertThat(run.output().matching("APPLICATION FAILED TO START")).hasSize(1);
			assertThat(run.output().toString()).contains(file.toString(), "bootcluster.directory");
		}
	}

	private static void assertFailed(Run run) {
		long start = System.nanoTime();
		assertThat(run.exitCode(Deadline.thrice(BOUND))).as(() -> run.output().toString()).isPositive();
		Deadline.check("failed start ended", start, BOUND);
		run.awaitNoProcess(Duration.ofSeconds(5));
	}

}
