package io.bootcluster.primary.dispatch;

import java.time.Duration;

/**
 * How the kernel finds out that a client has vanished without a word: its machine lost
 * power or its network, so that no FIN ever comes. A connection on which nothing is under
 * way is probed (TCP keep-alive, RFC 1122 section 4.2.3.6), and one on which bytes are
 * not acknowledged is given up (RFC 5482). Neither shows in what the peers say to each
 * other: a dispatcher that sent pings of its own would have to take the pongs out of the
 * conversation again. A client that takes no byte for as long counts as vanished too.
 *
 * @param idle seconds without a byte until the first probe
 * @param interval seconds from one probe to the next
 * @param probes unanswered probes after which the connection is given up
 * @param unacknowledged milliseconds after which it is given up if what was sent is not
 * acknowledged
 */
record KeepAlive(int idle, int interval, int probes, int unacknowledged) {

	/**
	 * Shorter ones would take a few lost packets for a vanished client.
	 */
	private static final Duration LEAST = Duration.ofSeconds(5);

	/**
	 * What the kernel takes.
	 */
	private static final Duration MOST = Duration.ofSeconds(32_767);

	private static final int PROBES = 3;

	/**
	 * Return what notices a vanished client within some time.
	 * @param time the time; at least five seconds are taken
	 * @return the settings
	 */
	static KeepAlive within(Duration time) {
		Duration longer = (time.compareTo(LEAST) < 0) ? LEAST : time;
		Duration bound = (longer.compareTo(MOST) > 0) ? MOST : longer;
		int seconds = (int) bound.toSeconds();
		int interval = Math.max(1, seconds / (2 * PROBES));
		return new KeepAlive(seconds - PROBES * interval, interval, PROBES, (int) bound.toMillis());
	}

}
