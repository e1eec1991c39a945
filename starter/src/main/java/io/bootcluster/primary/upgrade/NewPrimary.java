package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.bootcluster.control.Inheritance;
import io.bootcluster.primary.release.PrimaryCommand;
import io.bootcluster.primary.release.ThisJvm;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The process of the new primary as the old one sees it. It writes where the old one
 * writes. Confined to the upgrade's thread.
 */
final class NewPrimary {

	private static final Log logger = LogFactory.getLog(Upgrade.class);

	private static final Duration POLL = Duration.ofMillis(20);

	private final Process process;

	private NewPrimary(Process process) {
		this.process = process;
	}

	static NewPrimary start(ThisJvm jvm, Inheritance inheritance) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(PrimaryCommand.of(jvm));
		PrimaryCommand.clean(builder.environment());
		builder.environment().put(Inheritance.VARIABLE, Long.toString(inheritance.pid()));
		builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
		Process process = builder.start();
		try {
			inheritance.writeTo(process.getOutputStream());
		}
		catch (IOException ex) {
			// It has died already, which its exit will tell.
			logger.debug("Process " + process.pid() + " did not take its inheritance", ex);
		}
		return new NewPrimary(process);
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Wait until it speaks.
	 * @param reception where it is waited for
	 * @param limit longest wait
	 * @return the dialogue with it
	 * @throws UpgradeException if it does not, in time
	 */
	Dialogue await(ServerSocketChannel reception, Duration limit)
			throws IOException, UpgradeException, InterruptedException {
		reception.configureBlocking(false);
		long deadline = System.nanoTime() + limit.toNanos();
		while (System.nanoTime() - deadline < 0) {
			SocketChannel accepted = reception.accept();
			if (accepted != null) {
				return new Dialogue(accepted);
			}
			if (this.process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new UpgradeException("the new primary exited with code " + this.process.exitValue()
						+ " before it said a word; its output tells why");
			}
		}
		throw new UpgradeException("the new primary said nothing within " + limit.toSeconds() + " s");
	}

	/**
	 * Say how it ended, once it has gone silent.
	 */
	String fate() throws InterruptedException {
		return this.process.waitFor(1, TimeUnit.SECONDS)
				? "the new primary exited with code " + this.process.exitValue() + "; its output tells why"
				: "the new primary fell silent";
	}

	/**
	 * End it, hard if it takes too long.
	 * @param limit how long it may take to finish its requests
	 */
	void end(Duration limit) {
		try {
			this.process.destroy();
			if (!this.process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	void kill() {
		this.process.destroyForcibly();
	}

}
