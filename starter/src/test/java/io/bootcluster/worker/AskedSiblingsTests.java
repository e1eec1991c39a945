package io.bootcluster.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.bootcluster.ListenerAddress;
import io.bootcluster.Sibling;
import io.bootcluster.SiblingAnswer;
import io.bootcluster.SiblingQuestion;
import io.bootcluster.WorkerId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AskedSiblings}: one worker asks two others, one at a Unix domain
 * socket and one at a loopback port, which refuses whoever does not know the secret.
 */
class AskedSiblingsTests {

	private static final WorkerId SELF = new WorkerId(1, 1);

	private static final CountDownLatch released = new CountDownLatch(1);

	@TempDir
	static Path directory;

	private static ConfigurableApplicationContext atSocket;

	private static ConfigurableApplicationContext atPort;

	private static List<Sibling> siblings = List.of();

	@BeforeAll
	static void start() {
		Workers first = new Workers();
		Workers second = new Workers();
		atSocket = run(first, ListenerAddress.unix(directory.resolve("w")));
		atPort = run(second, ListenerAddress.tcp(0));
		siblings = List.of(new Sibling(new WorkerId(3, 1), "b", WorkerApplication.listening(second).main()),
				new Sibling(SELF, "a", ListenerAddress.unix(directory.resolve("nobody"))),
				new Sibling(new WorkerId(2, 5), "a", WorkerApplication.listening(first).main()));
	}

	private static ConfigurableApplicationContext run(Workers workers, ListenerAddress address) {
		ConfigurableApplicationContext application = WorkerApplication.run(workers.with(address, Optional.empty()),
				"server.servlet.context-path=/app");
		GenericApplicationContext context = (GenericApplicationContext) application;
		context.registerBean("echo", SiblingQuestion.class, () -> new Question("echo"));
		context.registerBean("failing", SiblingQuestion.class, () -> new Question("failing"));
		context.registerBean("never", SiblingQuestion.class, () -> new Question("never"));
		return application;
	}

	@AfterAll
	static void stop() {
		released.countDown();
		for (ConfigurableApplicationContext application : List.of(atSocket, atPort)) {
			application.getBean(Worker.class).obey(new io.bootcluster.control.Message.Stop());
			application.close();
		}
	}

	@Test
	void askWhenAllAnswerGivesOneAnswerForEachOtherLife() {
		String large = "größer ".repeat(100_000);
		assertThat(asking(siblings, Workers.SECRET, 20).ask("echo", large)).containsExactly(
				new SiblingAnswer(new WorkerId(2, 5), "a", large, ""),
				new SiblingAnswer(new WorkerId(3, 1), "b", large, ""));
		assertThat(asking(siblings, Workers.SECRET, 20).ask("echo", "")).extracting(SiblingAnswer::body)
			.containsExactly("", "");
	}

	@Test
	void askOneWhenASlotHasTwoLivesAsksTheNewer() {
		List<Sibling> two = List.of(new Sibling(new WorkerId(2, 6), "c", siblings.get(0).address()),
				new Sibling(new WorkerId(2, 5), "a", siblings.get(2).address()));
		AskedSiblings asking = asking(two, Workers.SECRET, 1);
		assertThat(asking.askOne(2, "echo", "x", Duration.ofSeconds(20)))
			.contains(new SiblingAnswer(new WorkerId(2, 6), "c", "x", ""));
		assertThat(asking.askOne(1, "echo", "x", Duration.ofSeconds(20))).isEmpty();
	}

	@Test
	void askOneWhenTheSlotIsItsOwnAsksOnlyANewerLife() {
		Sibling newer = new Sibling(new WorkerId(1, 3), "c", siblings.get(0).address());
		Sibling older = new Sibling(new WorkerId(1, 1), "a", siblings.get(0).address());
		AskToken token = AskToken.of(Workers.SECRET);
		Duration patience = Duration.ofSeconds(20);
		AskedSiblings between = new AskedSiblings(new WorkerId(1, 2), () -> List.of(newer, older), token, patience);
		assertThat(between.askOne(1, "echo", "x", patience))
			.contains(new SiblingAnswer(new WorkerId(1, 3), "c", "x", ""));
		AskedSiblings newest = new AskedSiblings(new WorkerId(1, 3), () -> List.of(newer, older), token, patience);
		assertThat(newest.askOne(1, "echo", "x", patience)).isEmpty();
	}

	@Test
	void askWhenAQuestionFailsTellsWhatWasWrong() {
		assertThat(failures(asking(siblings, Workers.SECRET, 20), "failing")).containsOnly("no such luck");
		assertThat(failures(asking(siblings, Workers.SECRET, 20), "unheard-of"))
			.containsOnly("It answers such a question with status 404");
	}

	@Test
	void askWhenNobodyAnswersInTimeSaysSo() {
		assertThat(failures(
				new AskedSiblings(SELF, () -> siblings, AskToken.of(Workers.SECRET), Duration.ofMillis(200)), "never"))
			.containsOnly("It did not answer within 200 ms")
			.hasSize(2);
	}

	@Test
	void askWhenTheTokenIsAnothersIsNotAnswered() {
		assertThat(failures(asking(siblings, "guessed", 20), "echo")).containsExactly(
				"It answers such a question with status 404", "It answers such a question with status 403");
	}

	@Test
	void askWhenNobodyListensSaysSo() {
		List<Sibling> gone = List.of(
				new Sibling(new WorkerId(2, 1), "a", ListenerAddress.unix(directory.resolve("gone"))),
				new Sibling(new WorkerId(3, 1), "a", ListenerAddress.tcp(1)));
		assertThat(failures(asking(gone, Workers.SECRET, 20), "echo")).hasSize(2)
			.allMatch((failure) -> failure.startsWith("It cannot be reached: ")
					|| failure.startsWith("Its connection broke: "));
	}

	@Test
	void askWhenNobodyCanBeAskedNamesEach() {
		assertThat(failures(
				new AskedSiblings(SELF, () -> siblings, AskToken.of(Workers.SECRET), Duration.ofSeconds(20), () -> {
					throw new IOException("Too many open files");
				}), "echo"))
			.containsExactly("It cannot be asked: Too many open files", "It cannot be asked: Too many open files");
	}

	@Test
	void askWhenInterruptedStopsWaiting() {
		Thread.currentThread().interrupt();
		assertThat(failures(asking(siblings, Workers.SECRET, 20), "never"))
			.containsOnly("Waiting for it was interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void pathWhenSomebodyElseAsksIsTheApplicationsOwn() throws Exception {
		assertThat(RawClient.get(siblings.get(2).address().toSocketAddress(), "/.bootcluster/ask/echo"))
			.startsWith("HTTP/1.1 404");
		assertThat(RawClient.get(siblings.get(2).address().toSocketAddress(), "/.bootcluster/ask/echo",
				AskToken.FIELD + ": " + Workers.SECRET))
			.startsWith("HTTP/1.1 404");
	}

	private static AskedSiblings asking(List<Sibling> known, String secret, int seconds) {
		return new AskedSiblings(SELF, () -> known, AskToken.of(secret), Duration.ofSeconds(seconds));
	}

	private static List<String> failures(AskedSiblings asking, String question) {
		return asking.ask(question, "").stream().map((answer) -> answer.isAnswered() ? "" : answer.failure()).toList();
	}

	/**
	 * Answers what it was asked, fails, or waits for ever.
	 */
	private record Question(String name) implements SiblingQuestion {

		@Override
		public String answer(String body) throws Exception {
			if (this.name.equals("failing")) {
				throw new IllegalStateException("no such luck");
			}
			if (this.name.equals("never")) {
				released.await(60, TimeUnit.SECONDS);
			}
			return body;
		}

	}

}
