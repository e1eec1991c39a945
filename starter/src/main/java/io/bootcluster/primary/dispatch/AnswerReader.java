package io.bootcluster.primary.dispatch;

import java.util.Objects;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.RetryRule.Reached;
import io.bootcluster.primary.dispatch.http.AnswerHead;
import io.bootcluster.primary.dispatch.http.BodyScanner;
import io.bootcluster.primary.dispatch.http.Framing;
import io.bootcluster.primary.dispatch.http.HttpLimits;
import io.bootcluster.primary.dispatch.http.Scan;

/**
 * Turns the bytes that one worker sends into the answer to the request that it has, and
 * finds the answer's end. Confined to its event loop.
 */
final class AnswerReader {

	private static final HttpLimits LIMITS = HttpLimits.forAnswers();

	private final WorkerConnection worker;

	private final AnswerHead head = new AnswerHead(LIMITS);

	private final BodyScanner body = new BodyScanner(LIMITS);

	private @Nullable ByteBuf in;

	private boolean inBody;

	AnswerReader(WorkerConnection worker) {
		this.worker = worker;
	}

	/**
	 * Expect the answer to another request.
	 * @param request the request
	 */
	void begin(Request request) {
		this.inBody = false;
		this.head.begin(request.method(), request.upgrade());
	}

	void read(ByteBuf bytes) {
		this.in = Buffers.join(this.in, bytes);
		Exchange current = this.worker.exchange();
		if (current != null && current.stage() == Stage.ANSWERED) {
			this.worker.fail("bytes after the answer");
		}
		boolean more = true;
		while (more && this.worker.exchange() != null && isReadable()) {
			more = step(Objects.requireNonNull(this.worker.exchange()), Objects.requireNonNull(this.in));
		}
		if (this.in != null && this.worker.exchange() == null) {
			this.worker.close();
		}
		this.in = Buffers.tidy(this.in);
	}

	private boolean isReadable() {
		return this.in != null && this.in.isReadable();
	}

	private boolean step(Exchange current, ByteBuf bytes) {
		return this.inBody ? relayBody(current, bytes) : relayHead(current, bytes);
	}

	private boolean relayHead(Exchange current, ByteBuf bytes) {
		Scan scan = this.head.scan(bytes);
		if (scan != Scan.COMPLETE) {
			current.tries().reach(Reached.FRAGMENT);
			if (scan == Scan.REFUSED) {
				this.worker.fail("malformed answer: " + Objects.requireNonNull(this.head.refusal()).reason());
			}
			return false;
		}
		if (this.head.isInterim()) {
			current.interim(this.head, bytes);
			bytes.skipBytes(this.head.length());
			if (!this.head.next()) {
				this.worker.fail("too many interim answers");
			}
			return true;
		}
		current.answer(this.head, bytes);
		bytes.skipBytes(this.head.length());
		if (this.head.isSwitch()) {
			current.switched(this.worker.context(), bytes);
			this.in = null;
			return false;
		}
		return beginBody(current, bytes);
	}

	private boolean beginBody(Exchange current, ByteBuf bytes) {
		if (this.head.framing() == Framing.NONE) {
			current.pass();
			end(current, this.head.isReusable());
			return false;
		}
		this.inBody = true;
		this.body.begin(this.head.framing(), this.head.contentLength());
		if (!bytes.isReadable()) {
			current.pass();
		}
		return true;
	}

	private boolean relayBody(Exchange current, ByteBuf bytes) {
		int length = this.body.scan(bytes);
		if (length > 0) {
			current.answerBody(bytes, length);
		}
		current.pass();
		if (this.body.state() == Scan.COMPLETE) {
			end(current, this.head.isReusable());
			return false;
		}
		if (this.body.state() == Scan.REFUSED) {
			this.worker.fail("malformed answer: " + Objects.requireNonNull(this.body.refusal()).reason());
			return false;
		}
		return length > 0;
	}

	/**
	 * Give the connection back before the request ends, since the client's next request
	 * may take it at once.
	 */
	private void end(Exchange current, boolean reusable) {
		boolean clean = reusable && (this.in == null || !this.in.isReadable());
		current.answered(clean);
	}

	/**
	 * Return whether nothing is left of what the worker sent.
	 * @return {@code false} if it sent more than was asked for
	 */
	boolean isClean() {
		this.in = Buffers.tidy(this.in);
		return this.in == null;
	}

	boolean isBegun() {
		return this.inBody || this.in != null;
	}

	/**
	 * Return whether the answer is whole if the worker closes the connection now.
	 * @return {@code false} also if it has not begun
	 */
	boolean isCompleteAtClose() {
		return this.inBody && this.body.isCompleteAtClose();
	}

	void drop() {
		this.in = Buffers.drop(this.in);
	}

}
