package io.bootcluster.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts what arrives into lines of a bounded length. Confined to the line's thread.
 */
final class LineReader {

	/**
	 * Most bytes that one line may have.
	 */
	static final int MAX_LINE = 1024 * 1024;

	private static final int CHUNK = 8 * 1024;

	private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

	private byte[] pending = new byte[256];

	private int length;

	private int limit;

	/**
	 * Create a reader of lines.
	 * @param limit most bytes of a line, to begin with
	 */
	LineReader(int limit) {
		this.limit = limit;
	}

	/**
	 * Allow lines of the full length from here on.
	 */
	void trust() {
		this.limit = MAX_LINE;
	}

	/**
	 * Read what is there and hand out every whole line.
	 * @param channel a non-blocking channel
	 * @param lines gets each line without its end
	 * @return {@code false} if the stream has ended
	 * @throws IOException if reading fails, a line is too long, or the consumer says so
	 */
	boolean read(ReadableByteChannel channel, LineConsumer lines) throws IOException {
		this.chunk.clear();
		int count = channel.read(this.chunk);
		byte[] bytes = this.chunk.array();
		int start = 0;
		for (int i = 0; i < count; i++) {
			if (bytes[i] == '\n') {
				keep(bytes, start, i);
				start = i + 1;
				String line = new String(this.pending, 0, this.length, StandardCharsets.UTF_8);
				this.length = 0;
				lines.accept(line);
			}
		}
		keep(bytes, start, count);
		return count >= 0;
	}

	private void keep(byte[] bytes, int start, int end) throws IOException {
		int more = Math.max(end - start, 0);
		if (this.length + more > this.limit) {
			throw new IOException("A line is longer than " + this.limit + " bytes");
		}
		if (this.length + more > this.pending.length) {
			this.pending = Arrays.copyOf(this.pending, Math.max(this.length + more, 2 * this.pending.length));
		}
		System.arraycopy(bytes, start, this.pending, this.length, more);
		this.length += more;
	}

	/**
	 * Takes a line, or refuses the stream by throwing.
	 */
	interface LineConsumer {

		void accept(String line) throws IOException;

	}

}
