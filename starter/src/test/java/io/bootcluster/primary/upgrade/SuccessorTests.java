package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bootcluster.control.Inheritance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Successor}: the test speaks as the old primary.
 */
class SuccessorTests {

	private static final Duration BOUND = Duration.ofSeconds(20);

	private static final String OWN = "own {a task & more=1970-01-01T00:00:00Z}";

	@TempDir
	private Path directory;

	private final FakeHeir heir = new FakeHeir();

	private Dialogue old;

	private Successor successor;

	@BeforeEach
	void connect() throws IOException {
		Inheritance inheritance = new Inheritance("s", 1, 1, this.directory, 0, Optional.empty());
		try (ServerSocketChannel reception = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			reception.bind(UnixDomainSocketAddress.of(inheritance.dialogue()));
			this.successor = new Successor(inheritance, Dialogue.with(inheritance.dialogue()));
			this.old = new Dialogue(reception.accept());
		}
	}

	@AfterEach
	void close() {
		this.old.close();
		this.successor.close();
	}

	private Dialogue.Said hear() throws InterruptedException {
		return Objects.requireNonNull(this.old.hear(BOUND));
	}

	private void awaitDeeds(String... deeds) {
		await().atMost(BOUND).untilAsserted(() -> assertThat(this.heir.deeds).containsExactly(deeds));
	}

	@Test
	void followTakesOneWorkerMoreForEachNextAndThenOwnsEverything() throws Exception {
		this.successor.follow(this.heir);
		this.heir.serving = 1;
		assertThat(hear().number()).isEqualTo(1);
		awaitDeeds("accept");
		this.old.say(Word.NEXT, "");
		awaitDeeds("accept", "grow");
		this.heir.serving = 2;
		assertThat(hear().number()).isEqualTo(2);
		this.old.say(Word.NEXT, "");
		assertThat(hear().word()).isEqualTo(Word.COMPLETE);
		this.old.say(Word.YOURS, Runs.write(Map.of("a task & more", Instant.EPOCH)));
		assertThat(hear().word()).isEqualTo(Word.TAKEN);
		awaitDeeds("accept", "grow", OWN);
		this.old.close();
		awaitDeeds("accept", "grow", OWN, "alone");
	}

	@Test
	void followWhenTheOldPrimaryDiesBeforeAnythingServesStops() {
		this.successor.follow(this.heir);
		this.old.close();
		awaitDeeds("stop: the primary that was to be replaced has gone");
	}

	@Test
	void followWhenTheOldPrimaryDiesHalfwayGoesOnAlone() throws Exception {
		this.successor.follow(this.heir);
		this.heir.serving = 1;
		assertThat(hear().number()).isEqualTo(1);
		this.old.close();
		awaitDeeds("accept", "own {}", "alone", "grow");
	}

	@Test
	void followWhenTheOldPrimaryGivesUpStops() {
		this.successor.follow(this.heir);
		this.old.say(Word.FAILED, "it took too long");
		awaitDeeds("stop: it took too long");
	}

	@Test
	void failIsHeard() throws Exception {
		this.successor.fail("first line\nsecond line");
		Dialogue.Said said = hear();
		assertThat(said.word()).isEqualTo(Word.FAILED);
		assertThat(said.text()).isEqualTo("first line second line");
	}

	/**
	 * Writes down what it is told to do.
	 */
	private static final class FakeHeir implements Heir {

		private final List<String> deeds = new CopyOnWriteArrayList<>();

		private volatile int serving;

		@Override
		public int target() {
			return 2;
		}

		@Override
		public int serving() {
			return this.serving;
		}

		@Override
		public void grow() {
			this.deeds.add("grow");
		}

		@Override
		public void accept() {
			this.deeds.add("accept");
		}

		@Override
		public void own(Map<String, Instant> runs) {
			this.deeds.add("own " + runs);
		}

		@Override
		public void alone() {
			this.deeds.add("alone");
		}

		@Override
		public void stop(String reason) {
			this.deeds.add("stop: " + reason);
		}

	}

}
