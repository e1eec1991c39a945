package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the bytes that have arrived belong to the current message's body, so
 * that they can be passed on as they are, chunk framing included. Serves requests and
 * answers. Reusable, and confined to its event loop.
 * <p>
 * Chunk data comes as it arrives; a chunk's own line comes whole, and the last chunk
 * comes in one piece with the trailer section, so that nothing is passed on that could
 * complete a message which is refused later. What is held back meanwhile stays in the
 * read buffer and is bounded by {@link HttpLimits}.
 */
public final class BodyScanner {

	/**
	 * Create a scanner for one connection.
	 * @param limits the limits to hold
	 */
	public BodyScanner(HttpLimits limits) {
	}

	/**
	 * Expect the body that a head announced.
	 * @param framing how its end is found
	 * @param length its bytes, if framed by {@link Framing#LENGTH}
	 */
	public void begin(Framing framing, long length) {
	}

	/**
	 * Look at what has arrived. The caller takes exactly the returned number of bytes out
	 * of the buffer before the next call.
	 * @param in the read buffer; its reader index is not moved
	 * @return how many bytes, from the reader index on, belong to the body and may go on;
	 * 0 if the body has ended, is refused, or needs more bytes to tell
	 */
	public int scan(ByteBuf in) {
		return 0;
	}

	/**
	 * Return how the body stands after the bytes of the last {@link #scan}.
	 * @return {@link Scan#COMPLETE} once those bytes were the last ones,
	 * {@link Scan#REFUSED} if what follows them is malformed
	 */
	public Scan state() {
		return Scan.INCOMPLETE;
	}

	/**
	 * Return whether the body ends rightly if the connection is closed by the sender now.
	 * @return {@code true} if it has ended, or is an {@link Framing#UNTIL_CLOSE} one
	 */
	public boolean isCompleteAtClose() {
		return false;
	}

	/**
	 * Return why the body was refused.
	 * @return the refusal, or {@code null} unless the state is {@link Scan#REFUSED}
	 */
	public @Nullable Refusal refusal() {
		return null;
	}

}
