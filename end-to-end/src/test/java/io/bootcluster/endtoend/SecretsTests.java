package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cluster's secrets travel where nobody else can look.
 */
@ExtendWith(SharedCluster.class)
class SecretsTests {

	/** What a random secret looks like, whatever its alphabet. */
	private static final Pattern RANDOM = Pattern
		.compile("(?<![A-Za-z0-9+_/.-])(?=[A-Za-z]*[0-9])[A-Za-z0-9+_-]{20,}=*(?![A-Za-z0-9/.])");

	@Test
	void noProcessListShowsASecret(Cluster cluster) throws IOException {
		for (ProcessHandle process : cluster.run().children()) {
			String command = read(process.pid(), "cmdline").replace('\0', ' ');
			assertThat(command).doesNotContainIgnoringCase("requirepass").doesNotContainIgnoringCase("secret");
			assertThat(RANDOM.matcher(command).results().map((found) -> found.group())).as(command).isEmpty();
		}
	}

	@Test
	void environmentOfAWorkerSaysOnlyWhichItIs(Cluster cluster) throws IOException {
		Map<String, String> primary = environment(cluster.run().pid());
		for (View.Worker worker : cluster.workers()) {
			Map<String, String> added = environment(worker.pid());
			added.entrySet().removeIf((variable) -> variable.getValue().equals(primary.get(variable.getKey())));
			assertThat(added).containsOnlyKeys("BOOTCLUSTER_WORKER", "BOOTCLUSTER_GENERATION")
				.containsEntry("BOOTCLUSTER_WORKER", Integer.toString(worker.slot()))
				.containsEntry("BOOTCLUSTER_GENERATION", Integer.toString(worker.generation()));
		}
	}

	@Test
	void noLogLineShowsASecret(Cluster cluster) {
		assertThat(cluster.output().lines())
			.allSatisfy((line) -> assertThat(line).doesNotContainPattern("(?i)(secret|password|requirepass) ?[=:]"));
	}

	private static Map<String, String> environment(long pid) throws IOException {
		return Arrays.stream(read(pid, "environ").split("\0"))
			.filter((variable) -> variable.contains("="))
			.map((variable) -> variable.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1], (first, second) -> second));
	}

	private static String read(long pid, String file) throws IOException {
		return Files.readString(Path.of("/proc", Long.toString(pid), file));
	}

}
