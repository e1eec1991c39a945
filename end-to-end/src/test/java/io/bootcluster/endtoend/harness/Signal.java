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
	 */
	public void send(long pid) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name(), "--", Long.toString(pid)).inheritIO().start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("Could not send " + this + " to " + pid);
			}
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
