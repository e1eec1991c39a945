package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;

/**
 * Takes the chunk framing off an answer for a client that speaks HTTP/1.0 and does not
 * know it (RFC 9112, section 7.1.3). The end is told by closing the connection; trailer
 * fields are dropped. Confined to its event loop.
 */
public final class Dechunker {

	/**
	 * Expect a new body.
	 */
	public void begin() {
	}

	/**
	 * Take bytes that a {@link BodyScanner} has passed and write the data among them.
	 * @param passed the bytes, consumed whole
	 * @param out where the data is written
	 */
	public void write(ByteBuf passed, ByteBuf out) {

	}

}
