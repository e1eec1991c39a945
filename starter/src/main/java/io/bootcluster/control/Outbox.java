package io.bootcluster.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Lines that wait for a reader who is slow or stopped: in order, a superseded one
 * replaced by its successor, and never more than a bound. Safe from any thread.
 */
final class Outbox {

	private static final int MAX_WAITING_BYTES = 4 * LineReader.MAX_LINE;

	private final Deque<Frame> waiting = new ArrayDeque<>();

	private @Nullable ByteBuffer current;

	private long waitingBytes;

	/**
	 * Add a line.
	 * @param frame the line
	 * @return {@code false} if the reader is so far behind that it is lost
	 */
	synchronized boolean offer(Frame frame) {
		if (frame.superseding()) {
			this.waiting.removeIf((old) -> {
				boolean superseded = old.kind() == frame.kind();
				this.waitingBytes -= superseded ? old.line().remaining() : 0;
				return superseded;
			});
		}
		this.waiting.add(frame);
		this.waitingBytes += frame.line().remaining();
		return this.waitingBytes <= MAX_WAITING_BYTES;
	}

	/**
	 * Write what the channel takes without waiting.
	 * @param channel a non-blocking channel
	 * @return whether nothing is left
	 * @throws IOException if the other side is gone
	 */
	synchronized boolean writeTo(WritableByteChannel channel) throws IOException {
		while (true) {
			ByteBuffer buffer = this.current;
			if (buffer == null) {
				Frame next = this.waiting.poll();
				if (next == null) {
					return true;
				}
				this.waitingBytes -= next.line().remaining();
				buffer = next.line().duplicate();
				this.current = buffer;
			}
			channel.write(buffer);
			if (buffer.hasRemaining()) {
				return false;
			}
			this.current = null;
		}
	}

	/**
	 * One encoded line.
	 *
	 * @param kind what kind of message it is
	 * @param superseding whether it replaces a waiting one of its kind
	 * @param line the encoded line with its end, never itself read from
	 */
	record Frame(Class<?> kind, boolean superseding, ByteBuffer line) {

		static Frame of(Message message) {
			return new Frame(message.getClass(), message.supersedes(), ByteBuffer.wrap(LineFormat.encode(message)));
		}

	}

}
