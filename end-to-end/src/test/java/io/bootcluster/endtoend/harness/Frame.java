package io.bootcluster.endtoend.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame of a WebSocket (RFC 6455 section 5.2), written and read by hand so that
 * nothing is mended on the way.
 *
 * @param first its first byte: the opcode, {@link #FIN} for the last of a message, and
 * extensions' bits
 * @param payload the payload, unmasked
 */
public record Frame(int first, byte[] payload) {

	public static final int FIN = 0x80;

	public static final int CONTINUATION = 0;

	public static final int TEXT = 1;

	public static final int BINARY = 2;

	private static final int CLOSE = FIN | 8;

	private static final int PING = FIN | 9;

	private static final int PONG = FIN | 10;

	private static final byte[] MASK = { 0x11, (byte) 0x92, 0x7f, 0 };

	public static Frame text(String text) {
		return new Frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame binary(byte[] payload) {
		return new Frame(FIN | BINARY, payload);
	}

	public static Frame ping(String payload) {
		return new Frame(PING, payload.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame pong(String payload) {
		return new Frame(PONG, payload.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame close(int code) {
		return new Frame(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
	}

	public static Frame closeWithoutCode() {
		return new Frame(CLOSE, new byte[0]);
	}

	public boolean isClose() {
		return this.first == CLOSE;
	}

	/**
	 * Return why the other side closes.
	 * @return the code, or 1005 if there is none, as APIs show it
	 */
	public int code() {
		return (this.payload.length < 2) ? 1005 : ByteBuffer.wrap(this.payload).getShort() & 0xffff;
	}

	public boolean isLast() {
		return (this.first & FIN) != 0;
	}

	public int opcode() {
		return this.first & 0x0f;
	}

	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

	/**
	 * Return this as clients send it.
	 * @return the bytes, masked
	 */
	public byte[] masked() {
		byte[] masked = this.payload.clone();
		for (int i = 0; i < masked.length; i++) {
			masked[i] ^= MASK[i % MASK.length];
		}
		return bytes(0x80, MASK, masked);
	}

	/**
	 * Return this as only servers may send it.
	 * @return the bytes
	 */
	public byte[] unmasked() {
		return bytes(0, new byte[0], this.payload);
	}

	private byte[] bytes(int masked, byte[] mask, byte[] body) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(this.first);
		if (body.length < 126) {
			bytes.write(masked | body.length);
		}
		else if (body.length < 65536) {
			bytes.write(masked | 126);
			bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) body.length).array());
		}
		else {
			bytes.write(masked | 127);
			bytes.writeBytes(ByteBuffer.allocate(8).putLong(body.length).array());
		}
		bytes.writeBytes(mask);
		bytes.writeBytes(body);
		return bytes.toByteArray();
	}

	/**
	 * Read the next frame of a server, which must be as short as it can be and unmasked.
	 * @param stream where from
	 * @return the frame
	 * @throws IOException if it did not come whole
	 */
	static Frame read(InputStream stream) throws IOException {
		DataInputStream in = new DataInputStream(stream);
		int first = in.readUnsignedByte();
		int second = in.readUnsignedByte();
		long length = switch (second) {
			case 126 -> in.readUnsignedShort();
			case 127 -> in.readLong();
			default -> second;
		};
		byte[] payload = new byte[Math.toIntExact(length)];
		in.readFully(payload);
		Frame frame = new Frame(first, payload);
		if (frame.unmasked()[1] != (byte) second) {
			throw new IOException("A server's frame that begins with " + first + ", " + second);
		}
		return frame;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Frame frame && frame.first == this.first && Arrays.equals(frame.payload, this.payload);
	}

	@Override
	public int hashCode() {
		return 31 * this.first + Arrays.hashCode(this.payload);
	}

	@Override
	public String toString() {
		byte[] start = Arrays.copyOf(this.payload, Math.min(20, this.payload.length));
		return Integer.toHexString(this.first) + ":" + this.payload.length + ":" + HexFormat.of().formatHex(start);
	}

}
