package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;

/**
 * Follows the frames of one direction of a WebSocket (RFC 6455 section 5.2) as they pass,
 * however they are cut into reads: tells where one ends, and whether one was a Close.
 * Looks at heads only, so that a read costs as much as it has frames, whatever their
 * size. What no endpoint can mean as a frame is not followed any further. Confined to its
 * event loop.
 */
final class Frames {

	private static final int FIN = 0x80;

	private static final int CONTROL = 0x08;

	private static final int CLOSE = 0x08;

	private static final int LAST_DATA = 0x02;

	private static final int LAST_CONTROL = 0x0a;

	private static final int MASKED = 0x80;

	private static final int MASK_SIZE = 4;

	private static final int SHORTEST = 2;

	/**
	 * Bytes of the current frame's head that have passed; 0 between two frames.
	 */
	private int seen;

	/**
	 * Size of that head, as far as it is known.
	 */
	private int size = SHORTEST;

	private int lengthEnd;

	private int first;

	private long left;

	private int mask;

	/**
	 * The code to translate, less what has come of it: 0 once all of it has.
	 */
	private int code;

	private int codeSeen;

	private int translation;

	private boolean closing;

	private boolean closed;

	private boolean broken;

	/**
	 * Return what follows no frames, of a protocol that has none.
	 * @return frames that are not followed
	 */
	static Frames unknown() {
		Frames frames = new Frames();
		frames.broken = true;
		return frames;
	}

	/**
	 * Let bytes pass.
	 * @param bytes what was read; only looked at
	 * @param from index of the first byte to pass
	 */
	void pass(ByteBuf bytes, int from) {
		int index = from;
		while (index < bytes.writerIndex()) {
			index = passFrame(bytes, index);
		}
	}

	/**
	 * Let bytes pass up to the end of the current frame.
	 * @param bytes what was read; only looked at
	 * @param from index of the first byte to pass
	 * @return index behind the last byte that has passed
	 */
	int passFrame(ByteBuf bytes, int from) {
		int to = bytes.writerIndex();
		int index = from;
		while (index < to && this.seen < this.size && !this.broken) {
			head(bytes.getByte(index++) & 0xff);
		}
		if (this.broken) {
			return to;
		}
		if (this.seen == this.size) {
			int step = (int) Math.min(this.left, to - index);
			if (this.closing && this.translation != 0) {
				translate(bytes, index, index + step);
			}
			this.left -= step;
			index += step;
			if (this.left == 0) {
				end();
			}
		}
		return index;
	}

	private void head(int octet) {
		int position = this.seen++;
		if (position == 0) {
			opens(octet);
		}
		else if (position == 1) {
			length(octet);
		}
		else if (position < this.lengthEnd) {
			this.left = (this.left << Byte.SIZE) | octet;
			this.broken |= this.left < 0;
		}
		else {
			this.mask = (this.mask << Byte.SIZE) | octet;
		}
	}

	private void opens(int octet) {
		int opcode = octet & 0x0f;
		boolean control = (opcode & CONTROL) != 0;
		this.first = octet;
		this.closing |= opcode == CLOSE;
		this.broken = opcode > (control ? LAST_CONTROL : LAST_DATA) || (control && (octet & FIN) == 0);
	}

	private void length(int octet) {
		int length = octet & ~MASKED;
		int extended = switch (length) {
			case 126 -> Short.BYTES;
			case 127 -> Long.BYTES;
			default -> 0;
		};
		this.lengthEnd = SHORTEST + extended;
		this.size = this.lengthEnd + (((octet & MASKED) != 0) ? MASK_SIZE : 0);
		this.left = (extended == 0) ? length : 0;
		this.broken = extended > 0 && (this.first & CONTROL) != 0;
	}

	/**
	 * Change the code of the first Close that comes from now on, where it lies. Only its
	 * second byte can change.
	 * @param from the code to look for
	 * @param to the code to put in its place
	 */
	void translate(int from, int to) {
		this.code = from;
		this.translation = (from ^ to) & 0xff;
	}

	private void translate(ByteBuf bytes, int from, int to) {
		for (int index = from; index < to && this.codeSeen < Short.BYTES; index++) {
			int octet = bytes.getByte(index) & 0xff;
			int shift = (this.codeSeen++ == 0) ? Byte.SIZE : 0;
			int masking = (this.mask >>> (shift + Short.SIZE)) & 0xff;
			this.code ^= (octet ^ masking) << shift;
			if (shift == 0 && this.code == 0) {
				bytes.setByte(index, octet ^ this.translation);
			}
		}
	}

	private void end() {
		this.closed |= this.closing;
		this.seen = 0;
		this.size = SHORTEST;
	}

	/**
	 * Return whether a frame of another's could stand here.
	 * @return {@code true} if every frame that has begun has ended
	 */
	boolean isBetween() {
		return this.seen == 0 && !this.broken;
	}

	/**
	 * Return whether a Close has at least begun.
	 * @return {@code true} if no other one may be sent
	 */
	boolean isClosing() {
		return this.closing;
	}

	/**
	 * Return whether a whole Close has passed.
	 * @return {@code true} if nothing follows that anybody may read
	 */
	boolean isClosed() {
		return this.closed;
	}

}
