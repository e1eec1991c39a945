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

	private enum Part {

		LENGTH, CHUNK_LINE, CHUNK_DATA, CHUNK_END, UNTIL_CLOSE, ENDED, WRONG

	}

	private final HttpLimits limits;

	private final ChunkLine chunk = new ChunkLine();

	private final TrailerSection trailer = new TrailerSection();

	private Part part = Part.ENDED;

	/**
	 * Bytes to come of the body or of the current chunk's data.
	 */
	private long remaining;

	/**
	 * Bytes that extensions may yet have.
	 */
	private int extensions;

	private @Nullable Refusal refusal;

	/**
	 * Create a scanner for one connection.
	 * @param limits the limits to hold
	 */
	public BodyScanner(HttpLimits limits) {
		this.limits = limits;
	}

	/**
	 * Expect the body that a head announced.
	 * @param framing how its end is found
	 * @param length its bytes, if framed by {@link Framing#LENGTH}
	 */
	public void begin(Framing framing, long length) {
		this.refusal = null;
		this.extensions = this.limits.extensions();
		this.remaining = (framing == Framing.LENGTH) ? length : 0;
		this.part = switch (framing) {
			case NONE -> Part.ENDED;
			case LENGTH -> (length > 0) ? Part.LENGTH : Part.ENDED;
			case CHUNKED -> Part.CHUNK_LINE;
			case UNTIL_CLOSE -> Part.UNTIL_CLOSE;
		};
	}

	/**
	 * Look at what has arrived. The caller takes exactly the returned number of bytes out
	 * of the buffer before the next call.
	 * @param in the read buffer; its reader index is not moved
	 * @return how many bytes, from the reader index on, belong to the body and may go on;
	 * 0 if the body has ended, is refused, or needs more bytes to tell
	 */
	public int scan(ByteBuf in) {
		int readable = in.readableBytes();
		int taken = 0;
		int step = 1;
		while (step > 0) {
			step = step(in, in.readerIndex() + taken, readable - taken);
			taken += step;
		}
		return taken;
	}

	/**
	 * Return how the body stands after the bytes of the last {@link #scan}.
	 * @return {@link Scan#COMPLETE} once those bytes were the last ones,
	 * {@link Scan#REFUSED} if what follows them is malformed
	 */
	public Scan state() {
		return switch (this.part) {
			case ENDED -> Scan.COMPLETE;
			case WRONG -> Scan.REFUSED;
			default -> Scan.INCOMPLETE;
		};
	}

	/**
	 * Return whether the body ends rightly if the connection is closed by the sender now.
	 * @return {@code true} if it has ended, or is an {@link Framing#UNTIL_CLOSE} one
	 */
	public boolean isCompleteAtClose() {
		return this.part == Part.ENDED || this.part == Part.UNTIL_CLOSE;
	}

	/**
	 * Return why the body was refused.
	 * @return the refusal, or {@code null} unless the state is {@link Scan#REFUSED}
	 */
	public @Nullable Refusal refusal() {
		return this.refusal;
	}

	/**
	 * Take what of one part is there.
	 * @return its bytes, 0 if nothing can be taken now
	 */
	private int step(ByteBuf in, int from, int size) {
		if (size == 0) {
			return 0;
		}
		return switch (this.part) {
			case LENGTH -> data(size, Part.ENDED);
			case CHUNK_LINE -> chunkLine(in, from, size);
			case CHUNK_DATA -> data(size, Part.CHUNK_END);
			case CHUNK_END -> chunkEnd(in, from, size);
			case UNTIL_CLOSE -> size;
			case ENDED, WRONG -> 0;
		};
	}

	private int data(int size, Part next) {
		int taken = (int) Math.min(size, this.remaining);
		this.remaining -= taken;
		if (this.remaining == 0) {
			this.part = next;
		}
		return taken;
	}

	private int chunkLine(ByteBuf in, int from, int size) {
		int line = this.chunk.read(in, from, from + size, this.extensions);
		if (line < 0) {
			return (line == ChunkLine.PARTIAL) ? 0 : refuse(this.chunk.refusal);
		}
		if (this.chunk.size == 0) {
			return lastChunk(in, from, line, size);
		}
		this.extensions -= this.chunk.extension;
		this.remaining = this.chunk.size;
		this.part = Part.CHUNK_DATA;
		return line;
	}

	private int lastChunk(ByteBuf in, int from, int line, int size) {
		int window = Math.min(size - line, this.limits.trailer());
		int section = this.trailer.read(in, from + line, window);
		if (section == TrailerSection.WRONG) {
			return refuse(this.trailer.refusal);
		}
		if (section == TrailerSection.PARTIAL) {
			return (window < this.limits.trailer()) ? 0 : refuse(Refusal.TRAILER_TOO_LARGE);
		}
		this.part = Part.ENDED;
		return line + section;
	}

	private int chunkEnd(ByteBuf in, int from, int size) {
		if (in.getByte(from) != Octets.CR || (size > 1 && in.getByte(from + 1) != Octets.LF)) {
			return refuse(Refusal.CHUNK_END);
		}
		if (size == 1) {
			return 0;
		}
		this.part = Part.CHUNK_LINE;
		return 2;
	}

	private int refuse(@Nullable Refusal why) {
		this.refusal = why;
		this.part = Part.WRONG;
		return 0;
	}

}
