package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.AnswerEdit;
import io.bootcluster.primary.dispatch.http.AnswerHead;
import io.bootcluster.primary.dispatch.http.Dechunker;
import io.bootcluster.primary.dispatch.http.Framing;

/**
 * Passes one answer on to the client: head and a small body in one piece, all else as
 * slices of what was read. Confined to its event loop.
 */
final class AnswerRelay {

	private static final int EDITS = 128;

	private static final int SMALL = 4096;

	private final ClientConnection client;

	private final Request request;

	private final Course course;

	private final byte[] keepAliveField;

	private @Nullable ByteBuf out;

	private @Nullable Dechunker dechunker;

	private boolean framed = true;

	private boolean keepAlive;

	private boolean continued;

	AnswerRelay(ClientConnection client, Request request, Course course, byte[] keepAliveField) {
		this.client = client;
		this.request = request;
		this.course = course;
		this.keepAliveField = keepAliveField;
	}

	/**
	 * Pass on an interim head, which HTTP/1.0 does not know.
	 * @param head the head
	 * @param bytes where it lies
	 */
	void interim(AnswerHead head, ByteBuf bytes) {
		this.continued |= head.status() == 100;
		if (!this.request.http10()) {
			ByteBuf interim = this.client.output().buffer(head.length() + EDITS);
			head.writeTo(bytes, interim, AnswerEdit.KEEP_ALIVE);
			this.client.output().write(interim);
		}
	}

	/**
	 * Begin the answer, of which nothing is written before {@link #pass()}. A client that
	 * waits in vain for a 100 may send its body or not, so that nothing can follow on its
	 * connection.
	 * @param head the head
	 * @param bytes where it lies
	 * @param whole whether the client has sent all of its request
	 */
	void begin(AnswerHead head, ByteBuf bytes, boolean whole) {
		boolean http10 = this.request.http10();
		boolean withheld = this.request.continueExpected() && !this.continued && !whole;
		this.framed = !head.isEndedByClose(http10);
		this.keepAlive = this.request.keepAlive() && this.framed && !withheld && !head.isClose()
				&& this.client.isLasting();
		ByteBuf begun = this.client.output().buffer(head.length() + EDITS + Math.min(SMALL, bytes.readableBytes()));
		head.writeTo(bytes, begun, AnswerEdit.of(http10, this.keepAlive, this.request.keepAliveAsked()),
				this.keepAliveField);
		this.out = begun;
		if (http10 && head.framing() == Framing.CHUNKED) {
			this.dechunker = new Dechunker();
			this.dechunker.begin();
		}
	}

	/**
	 * Pass on a part of the body.
	 * @param bytes what was read
	 * @param length how many of its first bytes; they are skipped
	 */
	void body(ByteBuf bytes, int length) {
		this.course.passed(length);
		if (this.dechunker != null) {
			ByteBuf plain = this.client.output().buffer(length);
			this.dechunker.write(bytes.readSlice(length), plain);
			pass();
			this.client.output().write(plain);
		}
		else if (this.out != null && length <= SMALL) {
			this.out.writeBytes(bytes, length);
		}
		else {
			pass();
			this.client.output().write(Buffers.take(bytes, length));
		}
	}

	/**
	 * Write what was put together.
	 */
	void pass() {
		if (this.out != null) {
			this.client.output().write(this.out);
			this.out = null;
		}
	}

	/**
	 * Drop what was put together and not yet written.
	 */
	void drop() {
		this.out = Buffers.drop(this.out);
	}

	/**
	 * Return whether a 100 has come.
	 * @return {@code true} if the client need not wait for it any more
	 */
	boolean isContinued() {
		return this.continued;
	}

	/**
	 * Return whether the client was told that its connection stays open.
	 * @return {@code false} also before the answer began
	 */
	boolean isKeepAlive() {
		return this.keepAlive;
	}

	/**
	 * Return whether the client can tell an answer that was cut short from a whole one
	 * when the connection is merely closed.
	 * @return {@code false} if closing is what ends the body
	 */
	boolean isFramed() {
		return this.framed;
	}

}
