package io.bootcluster.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The unit that we give away is one that systemd understands.
 */
class SystemdUnitTests {

	private static final Path UNIT = Path.of("..", "deploy", "systemd", "bootcluster.service");

	@Test
	void unitIsAcceptedBySystemd() throws IOException, InterruptedException {
		assumeTrue(isInstalled("systemd-analyze"), "systemd-analyze is not installed");
		Process verify = new ProcessBuilder("systemd-analyze", "verify", UNIT.toString()).redirectErrorStream(true)
			.start();
		String output = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
		// Where Java is elsewhere, that is all it may complain of.
		assertThat(output.lines().filter((line) -> !line.contains("/usr/bin/java is not executable"))).isEmpty();
	}

	@Test
	void unitIsReadyWhenTheFirstWorkerServesAndWatched() throws IOException {
		assertThat(Files.readAllLines(UNIT)).contains("Type=notify", "NotifyAccess=main", "WatchdogSec=30s",
				"KillMode=mixed");
	}

	private static boolean isInstalled(String program) {
		return Stream.of(System.getenv("PATH").split(":"))
			.anyMatch((path) -> Files.isExecutable(Path.of(path, program)));
	}

}
