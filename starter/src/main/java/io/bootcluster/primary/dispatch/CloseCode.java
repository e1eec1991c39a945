package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Why the dispatcher itself closes a WebSocket, as its client is told.
 */
enum CloseCode {

	/**
	 * The whole cluster stops (RFC 6455 section 7.4.1).
	 */
	GOING_AWAY(1001),

	/**
	 * This worker ends and others serve on, so that the client may come back at once
	 * (IANA's registry of WebSocket close codes).
	 */
	SERVICE_RESTART(1012);

	/**
	 * A whole, unmasked Close frame with two bytes of payload.
	 */
	private static final int CLOSE = 0x88_02_00_00;

	private final int code;

	CloseCode(int code) {
		this.code = code;
	}

	/**
	 * See to it that a worker understands what its client replies. Tomcat knows the codes
	 * of RFC 6455 only: to the application, any later one is a protocol error.
	 * @param reply the frames of the client
	 */
	void expect(Frames reply) {
		if (this != GOING_AWAY) {
			reply.translate(this.code, GOING_AWAY.code);
		}
	}

	/**
	 * Return the frame that says so.
	 * @param allocator makes its buffer
	 * @return the frame, owned by the caller
	 */
	ByteBuf frame(ByteBufAllocator allocator) {
		return allocator.directBuffer(Integer.BYTES).writeInt(CLOSE | this.code);
	}

}
