package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What {@code Connection}, {@code Upgrade} and {@code TE} say about this hop (RFC 9110,
 * sections 7.6.1, 7.8 and 10.1.4).
 */
final class HopFields {

	private static final byte[] CLOSE = ascii("close");

	private static final byte[] KEEP_ALIVE = ascii("keep-alive");

	private static final byte[] UPGRADE = ascii("upgrade");

	private static final byte[] WEBSOCKET = ascii("websocket");

	private static final byte[] H2C = ascii("h2c");

	private static final byte[] TRAILERS = ascii("trailers");

	/**
	 * More options than any client gives: each may cost a look at every field.
	 */
	private static final int MAX_OPTIONS = 32;

	private boolean close;

	private boolean keepAlive;

	private boolean upgradeOption;

	private int options;

	private boolean naming;

	private Upgrade protocol = Upgrade.NONE;

	private boolean http2;

	private boolean trailers;

	void clear() {
		this.close = false;
		this.keepAlive = false;
		this.upgradeOption = false;
		this.options = 0;
		this.naming = false;
		this.protocol = Upgrade.NONE;
		this.http2 = false;
		this.trailers = false;
	}

	boolean isClose() {
		return this.close;
	}

	/**
	 * Return whether {@code close} is all that was said, once.
	 */
	boolean isJustClose() {
		return this.close && this.options == 1;
	}

	/**
	 * Return whether {@code upgrade} is all that was said, once.
	 */
	boolean isJustUpgrade() {
		return this.upgradeOption && this.options == 1;
	}

	boolean isKeepAlive() {
		return this.keepAlive;
	}

	/**
	 * Return whether the connection is asked to switch, and not to HTTP/2.
	 */
	Upgrade upgrade() {
		return (this.upgradeOption && !this.http2) ? this.protocol : Upgrade.NONE;
	}

	/**
	 * Return whether {@code Connection} names fields beyond those that go anyway.
	 */
	boolean isNaming() {
		return this.naming;
	}

	/**
	 * Return whether {@code TE: trailers} was said.
	 */
	boolean isTrailers() {
		return this.trailers;
	}

	@Nullable Refusal connection(byte[] octets, int from, int to) {
		int start = from;
		while (start < to) {
			int end = start;
			while (end < to && Octets.is(octets[end], Octets.TOKEN)) {
				end++;
			}
			if (end > start) {
				option(octets, start, end);
			}
			start = afterComma(octets, end, to);
			if (start < 0 || ++this.options > MAX_OPTIONS) {
				return Refusal.CONNECTION_INVALID;
			}
		}
		return null;
	}

	private void option(byte[] octets, int from, int to) {
		if (Octets.equal(octets, from, to, CLOSE)) {
			this.close = true;
		}
		else if (Octets.equal(octets, from, to, KEEP_ALIVE)) {
			this.keepAlive = true;
		}
		else if (Octets.equal(octets, from, to, UPGRADE)) {
			this.upgradeOption = true;
		}
		else {
			this.naming = true;
		}
	}

	/**
	 * Return where the list goes on behind one comma with blanks around it, or -1 if
	 * there is something else.
	 */
	static int afterComma(byte[] octets, int from, int to) {
		int index = from;
		while (index < to && Octets.isBlank(octets[index])) {
			index++;
		}
		if (index == to) {
			return to;
		}
		if (octets[index] != ',') {
			return -1;
		}
		index++;
		while (index < to && Octets.isBlank(octets[index])) {
			index++;
		}
		return index;
	}

	/**
	 * Read a list of protocols; one that is malformed is some other protocol, which the
	 * worker judges.
	 */
	void upgrade(byte[] octets, int from, int to) {
		boolean first = this.protocol == Upgrade.NONE;
		boolean websocket = first && Octets.equal(octets, from, to, WEBSOCKET);
		this.protocol = websocket ? Upgrade.WEBSOCKET : Upgrade.OTHER;
		this.http2 |= contains(octets, from, to, H2C);
	}

	void te(byte[] octets, int from, int to) {
		this.trailers |= contains(octets, from, to, TRAILERS);
	}

	private static boolean contains(byte[] octets, int from, int to, byte[] member) {
		int start = from;
		while (start < to) {
			int end = start;
			while (end < to && Octets.is(octets[end], Octets.TOKEN)) {
				end++;
			}
			if (Octets.equal(octets, start, end, member)) {
				return true;
			}
			start = end + 1;
		}
		return false;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
