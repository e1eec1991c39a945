package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;

/**
 * Takes the chunk framing off an answer for a client that speaks HTTP/1.0 and does not
 * know it (RFC 9112, section 7.1.3). The end is told by closing the connection; trailer
 * fields are dropped. Judges nothing: a {@link BodyScanner} has. Confined to its event
 * loop.
 */
public final class Dechunker {

	private enum Part {

		SIZE, EXTENSION, DATA, DATA_END, TRAILER

	}

	private Part part = Part.SIZE;

	private long size;

	/**
	 * Expect a new body.
	 */
	public void begin() {
		this.part = Part.SIZE;
		this.size = 0;
	}

	/**
	 * Take bytes that a {@link BodyScanner} has passed and write the data among them.
	 * @param passed the bytes, consumed whole
	 * @param out where the data is written
	 */
	public void write(ByteBuf passed, ByteBuf out) {
		while (passed.isReadable()) {
			if (this.part == Part.DATA) {
				int data = (int) Math.min(passed.readableBytes(), this.size);
				out.writeBytes(passed, data);
				this.size -= data;
				this.part = (this.size == 0) ? Part.DATA_END : Part.DATA;
			}
			else if (this.part == Part.TRAILER) {
				passed.skipBytes(passed.readableBytes());
			}
			else {
				framing(passed.readByte());
			}
		}
	}

	private void framing(byte octet) {
		if (octet == Octets.LF) {
			this.part = (this.part == Part.DATA_END) ? Part.SIZE : (this.size == 0) ? Part.TRAILER : Part.DATA;
			return;
		}
		int digit = (this.part == Part.SIZE) ? Octets.hex(octet) : -1;
		if (digit >= 0) {
			this.size = this.size << 4 | digit;
		}
		else if (this.part == Part.SIZE) {
			this.part = Part.EXTENSION;
		}
	}

}
