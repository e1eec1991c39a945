package io.bootcluster.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.bootcluster.Sibling;
import io.bootcluster.SiblingAnswer;
import io.bootcluster.Siblings;
import io.bootcluster.WorkerId;

/**
 * Asks siblings at their private listeners, all of them from the thread that wants to
 * know. Safe from any thread.
 */
final class AskedSiblings implements Siblings {

	private static final int PIECE = 64 * 1024;

	private final WorkerId self;

	private final Supplier<List<Sibling>> known;

	private final AskToken token;

	private final Duration timeout;

	private final Selectors selectors;

	AskedSiblings(WorkerId self, Supplier<List<Sibling>> known, AskToken token, Duration timeout) {
		this(self, known, token, timeout, Selector::open);
	}

	AskedSiblings(WorkerId self, Supplier<List<Sibling>> known, AskToken token, Duration timeout, Selectors selectors) {
		this.self = self;
		this.known = known;
		this.token = token;
		this.timeout = timeout;
		this.selectors = selectors;
	}

	@Override
	public List<SiblingAnswer> ask(String question, String body) {
		return ask(others(), question, body, this.timeout);
	}

	@Override
	public List<SiblingAnswer> ask(String question, String body, Duration timeout) {
		return ask(others(), question, body, timeout);
	}

	@Override
	public Optional<SiblingAnswer> askOne(int slot, String question, String body, Duration timeout) {
		List<Sibling> newest = others().stream()
			.filter((sibling) -> sibling.worker().slot() == slot)
			.filter((sibling) -> slot != this.self.slot() || sibling.worker().compareTo(this.self) > 0)
			.max(Comparator.comparing(Sibling::worker))
			.stream()
			.toList();
		return ask(newest, question, body, timeout).stream().findFirst();
	}

	private List<Sibling> others() {
		return this.known.get()
			.stream()
			.filter((sibling) -> !sibling.worker().equals(this.self))
			.sorted(Comparator.comparing(Sibling::worker))
			.toList();
	}

	private List<SiblingAnswer> ask(List<Sibling> siblings, String question, String body, Duration timeout) {
		byte[] content = body.getBytes(StandardCharsets.UTF_8);
		String target = "POST " + AskValve.PATH + question + " HTTP/1.0\r\n" + AskToken.FIELD + ": ";
		String fields = "\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: " + content.length + "\r\n\r\n";
		List<AskCall> calls = siblings.stream()
			.map((sibling) -> new AskCall(sibling, octets(target), this.token.octets(), octets(fields),
					ByteBuffer.wrap(content)))
			.toList();
		if (!calls.isEmpty()) {
			await(calls, timeout);
		}
		return calls.stream().map(AskCall::answer).toList();
	}

	private static ByteBuffer octets(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * What cannot be asked is an answer, too: whoever asks may have done something
	 * already that has to be told.
	 */
	private void await(List<AskCall> calls, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		byte[] piece = new byte[PIECE];
		try (Selector selector = this.selectors.open()) {
			calls.forEach((call) -> call.start(selector));
			while (!calls.stream().allMatch(AskCall::isAnswered)) {
				long left = deadline - System.nanoTime();
				if (left <= 0 || Thread.currentThread().isInterrupted()) {
					String late = (left > 0) ? "Waiting for it was interrupted"
							: "It did not answer within " + timeout.toMillis() + " ms";
					calls.forEach((call) -> call.fail(late));
					return;
				}
				selector.select(Math.max(1, left / 1_000_000));
				for (SelectionKey key : selector.selectedKeys()) {
					((AskCall) key.attachment()).proceed(key, piece);
				}
				selector.selectedKeys().clear();
			}
		}
		catch (IOException ex) {
			calls.forEach((call) -> call.fail("It cannot be asked: " + ex.getMessage()));
		}
	}

	/**
	 * Opens selectors, which a process has only so many of.
	 */
	@FunctionalInterface
	interface Selectors {

		Selector open() throws IOException;

	}

}
