package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a process can be sent.
 */
public enum Signal {

	TERM, INT, KILL, STOP, CONT, HUP, TTIN, TTOU;

	/**
	 * Send this to a process, or to a group of processes.
	 * @param pid the process, or the negative of the group
	 * @throws IllegalStateException if there is none
	 */
	public void send(long pid) {
		if (!reaches(pid)) {
			throw new IllegalStateException("Could not send " + this + " to " + pid);
		}
	}

	/**
	 * Send this to a process that may end at any moment, as one does that was asked to
	 * stop before.
	 * @param process the process
	 */
	public void sendIfAlive(ProcessHandle process) {
		if (process.isAlive() && !reaches(process.pid()) && process.isAlive()) {
			throw new IllegalStateException("Could not send " + this + " to " + process.pid());
		}
	}

	private boolean reaches(long pid) {
		try {
			return new ProcessBuilder("kill", "-" + name(), "--", Long.toString(pid)).inheritIO()
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
