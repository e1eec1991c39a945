package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.control.Inheritance;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The new primary's side of an upgrade: one worker more each time that the old primary
 * has one less, until everything is its own. Safe from any thread.
 */
public final class Successor implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Successor.class);

	private static final Duration POLL = Duration.ofMillis(50);

	private final Inheritance inheritance;

	private final Dialogue dialogue;

	Successor(Inheritance inheritance, Dialogue dialogue) {
		this.inheritance = inheritance;
		this.dialogue = dialogue;
	}

	/**
	 * Look whether this process is to take over from another primary, and tell that one
	 * that it is there.
	 * @return the side to take, or empty if this is an ordinary start
	 */
	public static Optional<Successor> ofThisProcess() {
		if (System.getenv(Inheritance.VARIABLE) == null) {
			return Optional.empty();
		}
		try {
			Inheritance inheritance = Inheritance.readFrom(System.in);
			Dialogue dialogue = Dialogue.with(inheritance.dialogue());
			dialogue.say(Word.HELLO, inheritance.secret());
			return Optional.of(new Successor(inheritance, dialogue));
		}
		catch (IOException ex) {
			throw new IllegalStateException("The primary that was to be replaced has gone; remove "
					+ Inheritance.VARIABLE + " from the environment for an ordinary start", ex);
		}
	}

	/**
	 * Return what the other primary left.
	 * @return the inheritance
	 */
	public Inheritance inheritance() {
		return this.inheritance;
	}

	/**
	 * Take over step by step, on a thread of its own that ends by itself.
	 * @param heir this primary
	 */
	public void follow(Heir heir) {
		Thread thread = new Thread(() -> run(heir), "bootcluster-succession");
		thread.setDaemon(true);
		thread.start();
	}

	private void run(Heir heir) {
		try {
			String failure = takeOver(heir);
			if (!failure.isEmpty()) {
				heir.stop(failure);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * If the other primary is killed meanwhile, what serves here serves on.
	 */
	private String takeOver(Heir heir) throws InterruptedException {
		for (int count = 1; count <= heir.target(); count++) {
			if (count > 1) {
				heir.grow();
			}
			while (heir.serving() < count && !this.dialogue.isOver()) {
				Thread.sleep(POLL.toMillis());
			}
			if (count == 1 && heir.serving() > 0) {
				heir.accept();
			}
			this.dialogue.say(Word.SERVING, Integer.toString(count));
			Dialogue.Said said = await();
			if (said.word() != Word.NEXT) {
				return ended(heir, said, count);
			}
		}
		this.dialogue.say(Word.COMPLETE, "");
		Dialogue.Said said = await();
		if (said.word() != Word.YOURS) {
			return ended(heir, said, heir.target());
		}
		heir.own(Runs.read(said.text()));
		this.dialogue.say(Word.TAKEN, "");
		await();
		heir.alone();
		return "";
	}

	private Dialogue.Said await() throws InterruptedException {
		Dialogue.@Nullable Said said = null;
		while (said == null) {
			said = this.dialogue.hear(Duration.ofMinutes(1));
		}
		return said;
	}

	private static String ended(Heir heir, Dialogue.Said said, int count) {
		if (said.word() != Word.GONE) {
			return said.text().isEmpty() ? "the upgrade was given up" : said.text();
		}
		if (heir.serving() == 0) {
			return "the primary that was to be replaced has gone";
		}
		logger.warn("The primary that was to be replaced has gone before its time; this one goes on alone");
		heir.own(Map.of());
		heir.alone();
		for (int i = count; i < heir.target(); i++) {
			heir.grow();
		}
		return "";
	}

	/**
	 * Give up.
	 * @param reason why
	 */
	public void fail(String reason) {
		this.dialogue.say(Word.FAILED, reason);
	}

	@Override
	public void close() {
		this.dialogue.close();
	}

}
