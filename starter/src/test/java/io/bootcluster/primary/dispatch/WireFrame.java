package io.bootcluster.primary.dispatch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Frames of WebSockets, written and read by hand (RFC 6455 section 5.2).
 */
final class WireFrame {

	static final int FIN = 0x80;

	static final int TEXT = FIN | 1;

	static final int BINARY = FIN | 2;

	static final int CLOSE = FIN | 8;

	static final int PING = FIN | 9;

	static final int PONG = FIN | 10;

	private static final int MASKED = 0x80;

	private WireFrame() {
	}

	/**
	 * Return a frame as servers send it.
	 * @param first its first byte: the opcode, and {@link #FIN} for a last one
	 * @param payload the payload
	 * @return the bytes
	 */
	static byte[] plain(int first, byte... payload) {
		return frame(first, 0, payload);
	}

	/**
	 * Return a frame as clients send it, with a mask of zeros.
	 * @param first its first byte: the opcode, and {@link #FIN} for a last one
	 * @param payload the payload
	 * @return the bytes
	 */
	static byte[] masked(int first, byte... payload) {
		return frame(first, MASKED, payload);
	}

	private static byte[] frame(int first, int mask, byte[] payload) {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(first);
		int length = payload.length;
		if (length < 126) {
			frame.write(mask | length);
		}
		else if (length < 65536) {
			frame.write(mask | 126);
			frame.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
		}
		else {
			frame.write(mask | 127);
			frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
		}
		frame.writeBytes(new byte[(mask != 0) ? 4 : 0]);
		frame.writeBytes(payload);
		return frame.toByteArray();
	}

	static byte[] code(int code) {
		return ByteBuffer.allocate(2).putShort((short) code).array();
	}

	static byte[] join(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			joined.writeBytes(part);
		}
		return joined.toByteArray();
	}

}
