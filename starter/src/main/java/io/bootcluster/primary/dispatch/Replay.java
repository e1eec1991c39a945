package io.bootcluster.primary.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.Asker;

/**
 * What a client has sent of one request, kept until an answer begins: first because no
 * worker has it yet, then because another worker may have to get it. Owns the buffers
 * that it is given. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Replay {

	private final ByteBuf head;

	private final ArrayDeque<ByteBuf> body = new ArrayDeque<>(0);

	private int size;

	private boolean whole = true;

	private boolean dropped;

	private @Nullable Asker asker;

	Replay(ByteBuf head) {
		this.head = head;
	}

	/**
	 * Keep a further part of the body.
	 * @param part the part, of which a reference is taken
	 */
	void keep(ByteBuf part) {
		if (this.whole) {
			this.size += part.readableBytes();
			this.body.add(part.retainedDuplicate());
		}
	}

	/**
	 * Return whether so much is kept that the client must wait.
	 * @return {@code true} from {@link RetryRule#KEPT_BODY} on
	 */
	boolean isFull() {
		return this.size >= RetryRule.KEPT_BODY;
	}

	/**
	 * Drop what is kept if it has become too much, now that a worker has it.
	 */
	void trim() {
		if (this.whole && this.size > RetryRule.KEPT_BODY) {
			forget();
		}
	}

	/**
	 * Keep no more than what an answer of ours would have to know: the head.
	 */
	void forget() {
		this.whole = false;
		this.body.forEach(ByteBuf::release);
		this.body.clear();
	}

	/**
	 * Keep nothing any more. May be called more than once.
	 */
	void drop() {
		forget();
		if (!this.dropped) {
			this.dropped = true;
			this.head.release();
		}
	}

	/**
	 * Return whether all that the client has sent so far is kept.
	 * @return {@code true} if another worker can get it
	 */
	boolean isWhole() {
		return this.whole;
	}

	/**
	 * Write all that is kept to a worker.
	 * @param worker the connection
	 */
	void writeTo(WorkerConnection worker) {
		this.head.readerIndex(0);
		worker.writeHead(this.head.retain());
		for (ByteBuf part : this.body) {
			worker.write(part.retainedDuplicate());
		}
	}

	/**
	 * Return whether the kernel took some of the head in a write that failed.
	 * @return {@code true} if the transport has moved on in it
	 */
	boolean isHeadBegun() {
		return this.head.readerIndex() > 0;
	}

	/**
	 * Return the request line, as far as it is still known.
	 * @return the line, printable
	 */
	String requestLine() {
		if (this.dropped) {
			return "?";
		}
		int end = Math.min(this.head.writerIndex(), 200);
		int line = this.head.indexOf(0, end, (byte) '\r');
		return this.head.toString(0, (line >= 0) ? line : end, StandardCharsets.US_ASCII);
	}

	/**
	 * Return who gets the answer, as far as that is still known. Looked up once.
	 * @return the request's sender
	 */
	Asker asker() {
		Asker known = this.asker;
		if (known == null) {
			known = this.dropped ? Asker.UNKNOWN : Asker.of(this.head);
			this.asker = known;
		}
		return known;
	}

}
