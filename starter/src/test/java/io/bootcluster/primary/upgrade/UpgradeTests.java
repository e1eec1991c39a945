package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.control.Inheritance;
import io.bootcluster.primary.release.ThisJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Upgrade}, with a script in the place of the new primary's JVM and the
 * test as what it says.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The script is one for a Unix shell")
class UpgradeTests {

	private static final Upgrade.Limits LIMITS = new Upgrade.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20),
			Duration.ofSeconds(20));

	@TempDir
	private Path directory;

	private final FakeIncumbent incumbent = new FakeIncumbent();

	private Upgrade upgrade(String script) throws IOException {
		return upgrade(script, LIMITS);
	}

	private Upgrade upgrade(String script, Upgrade.Limits limits) throws IOException {
		Path java = Files.createDirectories(this.directory.resolve("home/bin")).resolve("java");
		Files.writeString(java, "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
		ThisJvm jvm = new ThisJvm(this.directory.resolve("home"), List.of(), "app.jar", "app.jar", List.of());
		return new Upgrade(this.incumbent, jvm, limits);
	}

	private static CompletableFuture<Long> begin(Upgrade upgrade) {
		CompletableFuture<Long> outcome = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				outcome.complete(upgrade.run());
			}
			catch (UpgradeException | InterruptedException ex) {
				outcome.completeExceptionally(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		return outcome;
	}

	private Dialogue greet(CompletableFuture<Long> outcome) throws IOException {
		await().atMost(Duration.ofSeconds(20))
			.until(() -> outcome.isDone()
					|| (this.incumbent.left != null && Files.exists(this.incumbent.left.dialogue())));
		Inheritance left = Objects.requireNonNull(this.incumbent.left);
		Dialogue dialogue = Dialogue.with(left.dialogue());
		dialogue.say(Word.HELLO, left.secret());
		return dialogue;
	}

	private static Word hear(Dialogue dialogue) throws InterruptedException {
		return Objects.requireNonNull(dialogue.hear(Duration.ofSeconds(20))).word();
	}

	private static void assertFailed(CompletableFuture<Long> outcome, String reason) {
		await().atMost(Duration.ofSeconds(30)).until(outcome::isDone);
		assertThat(outcome).isCompletedExceptionally();
		assertThatExceptionOfType(java.util.concurrent.ExecutionException.class).isThrownBy(outcome::get)
			.withCauseInstanceOf(UpgradeException.class)
			.withMessageContaining(reason);
	}

	@Test
	void runGivesUpOneWorkerForEachThatTheNewPrimaryHas() throws Exception {
		CompletableFuture<Long> outcome = begin(upgrade("exec sleep 60"));
		Dialogue dialogue = greet(outcome);
		for (int count = 1; count <= 3; count++) {
			dialogue.say(Word.SERVING, Integer.toString(count));
			assertThat(hear(dialogue)).isEqualTo(Word.NEXT);
			assertThat(this.incumbent.workers).isEqualTo(Math.max(3 - count, 1));
		}
		dialogue.say(Word.COMPLETE, "");
		assertThat(hear(dialogue)).isEqualTo(Word.YOURS);
		assertThat(this.incumbent.led).isFalse();
		dialogue.say(Word.TAKEN, "");
		ProcessHandle successor = ProcessHandle.of(outcome.get()).orElseThrow();
		assertThat(successor.isAlive()).isTrue();
		successor.destroyForcibly();
	}

	@Test
	void runWhenTheNewPrimaryExitsTellsItsCode() throws Exception {
		assertFailed(begin(upgrade("exit 3")), "exited with code 3");
		assertThat(this.incumbent.workers).isEqualTo(3);
		assertThat(this.directory).isDirectoryNotContaining("glob:**upgrade-1");
	}

	@Test
	void runWhenTheNewPrimarySaysNothingEndsIt() throws Exception {
		Upgrade.Limits limits = new Upgrade.Limits(Duration.ofMillis(300), LIMITS.worker(), LIMITS.end());
		assertFailed(begin(upgrade("exec sleep 60", limits)), "said nothing");
	}

	@Test
	void runWhenTheSecretIsWrongHandsNothingOver() throws Exception {
		CompletableFuture<Long> outcome = begin(upgrade("exec sleep 60"));
		await().until(() -> this.incumbent.left != null && Files.exists(this.incumbent.left.dialogue()));
		Dialogue.with(Objects.requireNonNull(this.incumbent.left).dialogue()).say(Word.HELLO, "guess");
		assertFailed(outcome, "HELLO");
	}

	@Test
	void runWhenTheNewPrimaryGivesUpHalfwayFetchesTheWorkersBack() throws Exception {
		CompletableFuture<Long> outcome = begin(upgrade("exec sleep 60"));
		Dialogue dialogue = greet(outcome);
		dialogue.say(Word.SERVING, "1");
		assertThat(hear(dialogue)).isEqualTo(Word.NEXT);
		assertThat(this.incumbent.workers).isEqualTo(2);
		dialogue.say(Word.FAILED, "no luck");
		assertFailed(outcome, "no luck");
		assertThat(this.incumbent.workers).isEqualTo(3);
		assertThat(hear(dialogue)).isEqualTo(Word.FAILED);
	}

	@Test
	void runWhenTheNewPrimaryDiesWithEverythingInHandFetchesTheWorkersBack() throws Exception {
		CompletableFuture<Long> outcome = begin(upgrade("exec sleep 60"));
		Dialogue dialogue = greet(outcome);
		dialogue.say(Word.SERVING, "1");
		assertThat(hear(dialogue)).isEqualTo(Word.NEXT);
		dialogue.say(Word.COMPLETE, "");
		assertThat(hear(dialogue)).isEqualTo(Word.YOURS);
		dialogue.close();
		assertFailed(outcome, "fell silent");
		assertThat(this.incumbent.led).isTrue();
		assertThat(this.incumbent.workers).isEqualTo(3);
	}

	@Test
	void abandonEndsTheNewPrimary() throws Exception {
		Upgrade upgrade = upgrade("exec sleep 60");
		CompletableFuture<Long> outcome = begin(upgrade);
		Dialogue dialogue = greet(outcome);
		upgrade.abandon();
		assertFailed(outcome, "the cluster stops");
		assertThat(hear(dialogue)).isEqualTo(Word.FAILED);
	}

	/**
	 * Three workers that come and go at once.
	 */
	private final class FakeIncumbent implements Incumbent {

		private volatile int workers = 3;

		private volatile Inheritance left;

		private volatile boolean led = true;

		@Override
		public Inheritance bequeath(String secret) {
			this.left = new Inheritance(secret, 1, 1, UpgradeTests.this.directory, 0, Optional.empty());
			return this.left;
		}

		@Override
		public AutoCloseable offerListeners(Path socket) {
			return () -> {
			};
		}

		@Override
		public int wanted() {
			return this.workers;
		}

		@Override
		public int alive() {
			return this.workers;
		}

		@Override
		public void scale(int change) {
			this.workers += change;
		}

		@Override
		public void leaveLead() {
			this.led = false;
		}

		@Override
		public boolean hasLeader() {
			return this.led;
		}

		@Override
		public Map<String, Instant> runs() {
			return Map.of("task", Instant.EPOCH);
		}

		@Override
		public void takeLead() {
			this.led = true;
		}

	}

}
