package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import io.netty.buffer.ByteBuf;

/**
 * Makes ids for requests that came without one: 32 hexadecimal digits, the first half
 * drawn at random once, the second a counter whose digits are well mixed (the finaliser
 * of SplitMix64, which is a bijection, so that none repeats). They tell requests apart,
 * and are no secret. Confined to one event loop.
 */
public final class RequestIds {

	private static final byte[] NAME = "X-Request-Id: ".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final long STEP = 0x9e3779b97f4a7c15L;

	private final byte[] line = new byte[NAME.length + 2 * Long.BYTES * 2 + 2];

	private long state;

	/**
	 * Begin anywhere.
	 */
	public RequestIds() {
		this(new SecureRandom().nextLong(), new SecureRandom().nextLong());
	}

	RequestIds(long prefix, long first) {
		System.arraycopy(NAME, 0, this.line, 0, NAME.length);
		digits(prefix, NAME.length);
		this.line[this.line.length - 2] = Octets.CR;
		this.line[this.line.length - 1] = Octets.LF;
		this.state = first;
	}

	/**
	 * Write the field line with an id that was not there before.
	 * @param out where to write
	 */
	void writeTo(ByteBuf out) {
		this.state += STEP;
		digits(mixed(this.state), NAME.length + 2 * Long.BYTES);
		out.writeBytes(this.line);
	}

	/**
	 * Return the id that was written last.
	 * @return the id
	 */
	String latest() {
		return new String(this.line, NAME.length, 2 * Long.BYTES * 2, StandardCharsets.US_ASCII);
	}

	private static long mixed(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
		return mixed ^ (mixed >>> 31);
	}

	private void digits(long value, int from) {
		for (int index = 0; index < 2 * Long.BYTES; index++) {
			this.line[from + index] = DIGITS[(int) (value >>> (60 - 4 * index)) & 0xf];
		}
	}

}
