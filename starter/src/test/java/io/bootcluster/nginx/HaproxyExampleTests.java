package io.bootcluster.nginx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real HAProxy accepts the example.
 */
class HaproxyExampleTests {

	private static final Path EXAMPLE = Path.of("..", "deploy", "haproxy", "haproxy.cfg");

	private final Commands commands = new Commands.Processes(Duration.ofSeconds(30));

	@Test
	void exampleIsAccepted() {
		assumeTrue(this.commands.run(List.of("haproxy", "-v")).good(),
				"skipped: no haproxy on the path, apt-get install haproxy");
		Commands.Ended ended = this.commands.run(List.of("haproxy", "-c", "-f", EXAMPLE.toString()));
		assertThat(ended.good()).as(ended.output()).isTrue();
		assertThat(ended.output()).doesNotContainIgnoringCase("warning");
	}

}
