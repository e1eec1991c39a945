package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import io.bootcluster.control.Inheritance;
import io.bootcluster.primary.release.ThisJvm;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The old primary's side of an upgrade: starts the new primary and gives up one worker
 * for each that the new one has, until the new one owns everything. Whatever goes wrong
 * before that ends the new primary and leaves the old one as it was. Confined to one
 * thread, but for {@link #abandon}.
 */
public final class Upgrade {

	private static final Log logger = LogFactory.getLog(Upgrade.class);

	private static final Duration POLL = Duration.ofMillis(50);

	private static final Duration ANSWER = Duration.ofSeconds(10);

	private final Incumbent incumbent;

	private final ThisJvm jvm;

	private final Limits limits;

	private volatile boolean abandoned;

	/**
	 * Prepare an upgrade.
	 * @param incumbent the primary that runs
	 * @param jvm how it was started
	 * @param limits how long it may take
	 */
	public Upgrade(Incumbent incumbent, ThisJvm jvm, Limits limits) {
		this.incumbent = incumbent;
		this.jvm = jvm;
		this.limits = limits;
	}

	/**
	 * Go through with it.
	 * @return the process of the new primary, which owns everything now
	 * @throws UpgradeException if it did not come about
	 * @throws InterruptedException if interrupted; the new primary is ended then
	 */
	public long run() throws UpgradeException, InterruptedException {
		String secret = UUID.randomUUID().toString();
		Inheritance inheritance = this.incumbent.bequeath(secret);
		Path socket = inheritance.dialogue();
		try (ServerSocketChannel reception = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
				AutoCloseable listeners = this.incumbent.offerListeners(inheritance.listeners())) {
			reception.bind(UnixDomainSocketAddress.of(socket));
			return hand(inheritance, NewPrimary.start(this.jvm, inheritance), reception);
		}
		catch (UpgradeException | InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new UpgradeException("the new primary cannot be started: " + ex.getMessage(), ex);
		}
		finally {
			remove(socket);
		}
	}

	private static void remove(Path socket) {
		try {
			Files.deleteIfExists(socket);
		}
		catch (IOException ex) {
			logger.debug("Socket " + socket + " stays behind", ex);
		}
	}

	private long hand(Inheritance inheritance, NewPrimary successor, ServerSocketChannel reception)
			throws UpgradeException, IOException, InterruptedException {
		logger.info("Upgrade: a new primary starts (pid " + successor.pid() + ")");
		int before = this.incumbent.wanted();
		@Nullable Dialogue dialogue = null;
		boolean given = false;
		try {
			dialogue = successor.await(reception, this.limits.start());
			expect(dialogue, successor, Word.HELLO, inheritance.secret());
			moveWorkers(dialogue, successor);
			leaveLead();
			given = true;
			dialogue.say(Word.YOURS, Runs.write(this.incumbent.runs()));
			expect(dialogue, successor, Word.TAKEN, "");
		}
		catch (UpgradeException | IOException | InterruptedException | RuntimeException ex) {
			takeBack(successor, dialogue, given, before, ex);
			throw ex;
		}
		logger.info("Upgrade: the new primary (pid " + successor.pid() + ") owns everything now");
		return successor.pid();
	}

	private void moveWorkers(Dialogue dialogue, NewPrimary successor) throws UpgradeException, InterruptedException {
		Duration limit = this.limits.start().plus(this.limits.worker());
		for (Dialogue.Said said = next(dialogue, successor, limit); said.word() != Word.COMPLETE; said = next(dialogue,
				successor, this.limits.worker())) {
			if (said.word() != Word.SERVING) {
				throw new UpgradeException("the new primary said something else than expected: " + said.word());
			}
			logger.info("Upgrade: " + said.number() + " of the new primary's workers serve");
			if (this.incumbent.wanted() > 1) {
				giveUpOne(dialogue);
			}
			dialogue.say(Word.NEXT, "");
		}
	}

	private void giveUpOne(Dialogue dialogue) throws UpgradeException, InterruptedException {
		int left = this.incumbent.wanted() - 1;
		long deadline = System.nanoTime() + this.limits.end().toNanos();
		this.incumbent.scale(-1);
		while ((this.incumbent.wanted() > left || this.incumbent.alive() > left) && !dialogue.isOver()
				&& !this.abandoned) {
			if (System.nanoTime() - deadline > 0) {
				throw new UpgradeException(
						"none of the old workers left within " + this.limits.end().toSeconds() + " s");
			}
			Thread.sleep(POLL.toMillis());
		}
	}

	/**
	 * There must never be two who run what must run once.
	 */
	private void leaveLead() throws UpgradeException, InterruptedException {
		long deadline = System.nanoTime() + ANSWER.toNanos();
		this.incumbent.leaveLead();
		while (this.incumbent.hasLeader()) {
			if (System.nanoTime() - deadline > 0) {
				throw new UpgradeException("the leader did not step down");
			}
			Thread.sleep(POLL.toMillis());
		}
	}

	private void expect(Dialogue dialogue, NewPrimary successor, Word word, String text)
			throws UpgradeException, InterruptedException {
		Dialogue.Said said = next(dialogue, successor, ANSWER);
		if (said.word() != word || !said.text().equals(text)) {
			throw new UpgradeException("the new primary did not say " + word);
		}
	}

	private Dialogue.Said next(Dialogue dialogue, NewPrimary successor, Duration limit)
			throws UpgradeException, InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		while (System.nanoTime() - deadline < 0 && !this.abandoned) {
			Dialogue.Said said = dialogue.hear(POLL);
			if (said != null && said.word() == Word.FAILED) {
				throw new UpgradeException("the new primary gave up: " + said.text());
			}
			if (said != null && said.word() == Word.GONE) {
				throw new UpgradeException(successor.fate());
			}
			if (said != null) {
				return said;
			}
		}
		throw new UpgradeException(this.abandoned ? "the cluster stops"
				: "the new primary had no worker that serves within " + limit.toSeconds() + " s");
	}

	/**
	 * Once everything was given to it, it would take it along if it ended by itself.
	 */
	private void takeBack(NewPrimary successor, @Nullable Dialogue dialogue, boolean given, int before, Exception why) {
		if (dialogue != null) {
			dialogue.say(Word.FAILED, String.valueOf(why.getMessage()));
		}
		if (given) {
			successor.kill();
		}
		// Before there is memory for others.
		successor.end(this.limits.end());
		this.incumbent.takeLead();
		if (this.incumbent.wanted() < before) {
			this.incumbent.scale(before - this.incumbent.wanted());
		}
		if (dialogue != null) {
			dialogue.close();
		}
	}

	/**
	 * Give up as soon as possible, if there is something to give up yet.
	 */
	public void abandon() {
		this.abandoned = true;
	}

	/**
	 * How long an upgrade may take.
	 *
	 * @param start for the new primary to speak
	 * @param worker for one of its workers to serve
	 * @param end for the new primary to end if it comes to nothing
	 */
	public record Limits(Duration start, Duration worker, Duration end) {
	}

}
