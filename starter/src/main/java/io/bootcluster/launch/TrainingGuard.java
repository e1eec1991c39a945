package io.bootcluster.launch;

import java.io.IOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Ends a training run whose primary is gone, which the end of its standard input tells:
 * nobody needs any more what it would write. Runs on a thread of its own.
 */
final class TrainingGuard implements Runnable {

	private static final Log logger = LogFactory.getLog(TrainingGuard.class);

	static void begin() {
		Thread thread = new Thread(new TrainingGuard(), "bootcluster-training-guard");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		try {
			while (System.in.read() >= 0) {
				// Nobody says anything.
			}
			// No exit of our own: the JVM would first write what nobody needs.
			new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start();
		}
		catch (IOException ex) {
			logger.debug("The training goes on without its primary", ex);
		}
	}

}
