package io.bootcluster.primary;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

import io.bootcluster.primary.supervisor.Picture;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells how far the start has come, each step once. Confined to the supervisor's thread
 * once that has started.
 */
final class Progress {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private final long startedMillis = ManagementFactory.getRuntimeMXBean().getStartTime();

	private boolean sharing;

	private boolean firstTold;

	private boolean allTold;

	void portOpen(int port, int managementPort) {
		String management = (managementPort < 0) ? "" : ", management port " + managementPort;
		logger.info("Listening on port " + port + management + " after " + sinceStart()
				+ "; requests wait for the first worker");
	}

	/**
	 * Take note that the port is another primary's, too, which this one is to replace:
	 * how that goes is told elsewhere.
	 */
	void portShared(int port, long other) {
		this.sharing = true;
		logger.info("Upgrade: shares port " + port + " with process " + other + " after " + sinceStart());
	}

	void show(Picture picture) {
		if (this.allTold) {
			return;
		}
		long serving = picture.lives().stream().filter((life) -> life.progress().state().isServing()).count();
		if (serving > 0 && !this.firstTold) {
			this.firstTold = true;
			logger.info("First worker serves after " + sinceStart());
			giveBackWhatTheStartTook();
		}
		if (serving >= picture.wanted() && !this.sharing) {
			this.allTold = true;
			logger.info("All " + serving + " workers serve after " + sinceStart());
		}
	}

	/**
	 * Starting makes the heap grow far beyond what carrying requests needs, and what it
	 * once grew to would be filled with garbage in the end. Collecting takes some 50 ms,
	 * now that no request is under way; the JVM then gives the rest back.
	 */
	private static void giveBackWhatTheStartTook() {
		System.gc();
	}

	private String sinceStart() {
		Duration time = Duration.ofMillis(System.currentTimeMillis() - this.startedMillis);
		return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
	}

}
