package io.bootcluster.primary.dispatch;

import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.BodyScanner;
import io.bootcluster.primary.dispatch.http.Framing;
import io.bootcluster.primary.dispatch.http.OwnAnswer;
import io.bootcluster.primary.dispatch.http.Refusal;
import io.bootcluster.primary.dispatch.http.RequestHead;
import io.bootcluster.primary.dispatch.http.Scan;

/**
 * Turns the bytes that one client sends into requests, strictly one after the other.
 * Confined to its event loop.
 */
final class RequestReader {

	private static final int EDITS = 320;

	private final Lane lane;

	private final ClientConnection client;

	private final RequestHead head;

	private final BodyScanner body;

	private @Nullable ByteBuf in;

	private @Nullable Exchange exchange;

	private int requests;

	private boolean processing;

	private boolean stopped;

	RequestReader(Lane lane, ClientConnection client) {
		this.lane = lane;
		this.client = client;
		this.head = new RequestHead(lane.requestLimits());
		this.body = new BodyScanner(lane.requestLimits());
	}

	@Nullable Exchange exchange() {
		return this.exchange;
	}

	/**
	 * Return whether the client is neither in a request nor has begun one.
	 * @return {@code true} if nothing is lost by closing the connection
	 */
	boolean isIdle() {
		return this.exchange == null && !this.head.isBegun();
	}

	boolean isHeadBegun() {
		return this.head.isBegun();
	}

	/**
	 * Return whether more bytes could only be stored.
	 * @return {@code true} if the client must wait
	 */
	boolean isBlocked() {
		Exchange current = this.exchange;
		if (current == null) {
			return false;
		}
		return current.upward().isWhole() ? this.in != null : current.upward().isCongested();
	}

	/**
	 * Return whether bytes are there that belong to no exchange yet.
	 * @return {@code true} if a next request has been sent at least in part
	 */
	boolean isAhead() {
		return this.in != null;
	}

	/**
	 * Return whether as many requests have come as one connection may carry.
	 * @return {@code true} if no other one is read
	 */
	boolean isSpent() {
		int most = this.lane.shared().limits().client().requests();
		return most > 0 && this.requests >= most;
	}

	void read(ByteBuf bytes) {
		if (this.stopped) {
			bytes.release();
			return;
		}
		this.in = Buffers.join(this.in, bytes);
		process();
	}

	/**
	 * The current exchange has ended, and the connection stays open.
	 */
	void next() {
		this.exchange = null;
		process();
	}

	/**
	 * Read no more requests.
	 */
	void stop() {
		this.stopped = true;
		this.exchange = null;
		if (!this.processing) {
			this.in = Buffers.drop(this.in);
		}
	}

	/**
	 * Give away what has been read ahead.
	 * @return the bytes, owned by the caller
	 */
	ByteBuf rest() {
		ByteBuf rest = this.in;
		this.in = null;
		return (rest != null) ? rest : Unpooled.EMPTY_BUFFER;
	}

	private void process() {
		if (this.processing) {
			return;
		}
		this.processing = true;
		boolean more = true;
		while (more && !this.stopped && this.in != null && this.in.isReadable()) {
			more = step(this.in);
		}
		this.processing = false;
		this.in = this.stopped ? Buffers.drop(this.in) : Buffers.tidy(this.in);
		if (this.exchange != null) {
			this.exchange.upward().flush();
		}
	}

	private boolean step(ByteBuf bytes) {
		if (this.exchange == null) {
			return readHead(bytes);
		}
		return !this.exchange.upward().isWhole() && readBody(this.exchange, bytes);
	}

	private boolean readHead(ByteBuf bytes) {
		switch (this.head.scan(bytes)) {
			case INCOMPLETE -> this.client.waiting().forHead(this.head.isBegun());
			case REFUSED -> refuse(this.head.refusal());
			case COMPLETE -> {
				begin(bytes);
				return true;
			}
		}
		return false;
	}

	private void refuse(@Nullable Refusal refusal) {
		this.client.answer(OwnAnswer.to(Objects.requireNonNull(refusal)), this.head.method());
	}

	private void begin(ByteBuf bytes) {
		this.requests++;
		boolean complete = this.head.framing() == Framing.NONE;
		if (this.head.isPrivatePath()) {
			refusePrivate(bytes, complete);
			return;
		}
		ByteBuf forWorker = this.client.output().buffer(this.head.length() + EDITS);
		this.head.writeTo(bytes, forWorker, this.client.facts(), false);
		Exchange begun = new Exchange(this.lane, this.client, Request.of(this.client.door(), this.head), forWorker);
		this.body.begin(this.head.framing(), this.head.contentLength());
		bytes.skipBytes(this.head.length());
		this.head.reset();
		this.client.waiting().forNothing();
		this.exchange = begun;
		begun.start(complete);
	}

	private void refusePrivate(ByteBuf bytes, boolean complete) {
		OwnAnswer answer = OwnAnswer.of(404, "Not found.");
		boolean stays = complete && this.head.isKeepAlive() && this.client.isLasting() && !this.head.isHttp10();
		bytes.skipBytes(this.head.length());
		this.client.answer(stays ? answer : answer.closing(), this.head.method());
		this.head.reset();
	}

	private boolean readBody(Exchange current, ByteBuf bytes) {
		int length = this.body.scan(bytes);
		Scan state = this.body.state();
		if (length > 0 || state == Scan.COMPLETE) {
			current.body(Buffers.take(bytes, length), state == Scan.COMPLETE);
		}
		if (state == Scan.REFUSED) {
			current.mishaps().bodyRefused(Objects.requireNonNull(this.body.refusal()));
		}
		return state == Scan.COMPLETE || (state == Scan.INCOMPLETE && length > 0);
	}

}
