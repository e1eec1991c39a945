package io.bootcluster.nginx;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command that is absent, fails or hangs harms nobody.
 */
@EnabledOnOs(OS.LINUX)
class CommandsTests {

	private final Commands commands = new Commands.Processes(Duration.ofSeconds(10));

	@Test
	void runWhenGoodTellsItsOutput() {
		assertThat(run("echo $HOME; true")).isEqualTo(new Commands.Ended(true, "$HOME; true"));
	}

	@Test
	void runWhenCodeIsNotZeroIsNotGood() {
		Commands.Ended ended = this.commands.run(List.of("sh", "-c", "echo one; echo two >&2; exit 3"));
		assertThat(ended).isEqualTo(new Commands.Ended(false, "one | two"));
	}

	@Test
	void runWhenAbsentSaysSo() {
		assertThat(run("no-such-program -t").good()).isFalse();
		assertThat(run("no-such-program -t").output()).contains("no-such-program");
		assertThat(run("").good()).isFalse();
	}

	@Test
	void runWhenItHangsEndsIt() {
		long start = System.nanoTime();
		Commands.Ended ended = new Commands.Processes(Duration.ofMillis(200)).run(List.of("sleep", "300"));
		assertThat(ended.good()).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
	}

	@Test
	void runGivesNothingToRead() {
		assertThat(run("cat").good()).isTrue();
	}

	private Commands.Ended run(String command) {
		return this.commands.run(Commands.words(command));
	}

}
