package io.bootcluster.primary.dispatch;

import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.BodyScanner;
import io.bootcluster.primary.dispatch.http.Framing;
import io.bootcluster.primary.dispatch.http.Method;
import io.bootcluster.primary.dispatch.http.OwnAnswer;
import io.bootcluster.primary.dispatch.http.RequestHead;
import io.bootcluster.primary.dispatch.http.Scan;

/**
 * Turns the bytes that one client sends into requests, strictly one after the other. Has
 * a scanner only while it reads something, so that idle connections stay light. Confined
 * to its event loop.
 */
final class RequestReader {

	private static final int EDITS = 368;

	private final Lane lane;

	private final ClientConnection client;

	private @Nullable RequestHead head;

	private @Nullable BodyScanner body;

	private @Nullable ByteBuf in;

	private @Nullable Exchange exchange;

	private int requests;

	private boolean processing;

	private boolean stopped;

	RequestReader(Lane lane, ClientConnection client) {
		this.lane = lane;
		this.client = client;
	}

	@Nullable Exchange exchange() {
		return this.exchange;
	}

	/**
	 * Return whether the client is neither in a request nor has begun one.
	 * @return {@code true} if nothing is lost by closing the connection
	 */
	boolean isIdle() {
		return this.exchange == null && !isHeadBegun();
	}

	boolean isHeadBegun() {
		return this.head != null && this.head.isBegun();
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
		RequestHead current = (this.head != null) ? this.head : this.lane.takeHead();
		this.head = current;
		switch (current.scan(bytes)) {
			case INCOMPLETE -> this.client.waiting().forHead(current.isBegun());
			case REFUSED ->
				this.client.refuse(OwnAnswer.to(Objects.requireNonNull(current.refusal())), current.method());
			case COMPLETE -> {
				begin(current, bytes);
				return true;
			}
		}
		return false;
	}

	private void begin(RequestHead current, ByteBuf bytes) {
		this.requests++;
		boolean complete = current.framing() == Framing.NONE;
		if (current.isPrivatePath()) {
			refusePrivate(current, bytes, complete);
			return;
		}
		ByteBuf forWorker = this.client.output().buffer(current.length() + EDITS);
		current.writeTo(bytes, forWorker, this.client.facts(), false);
		Exchange begun = new Exchange(this.lane, this.client, Request.of(this.client.door(), current), forWorker);
		if (this.lane.shared().accessLog() != null) {
			begun.tries().course().note(Noted.of(current, bytes, this.client.address()));
		}
		if (!complete) {
			expectBody(current);
		}
		skip(current, bytes);
		this.client.waiting().forNothing();
		this.exchange = begun;
		begun.start(complete);
	}

	private void expectBody(RequestHead current) {
		BodyScanner scanner = (this.body != null) ? this.body : new BodyScanner(this.lane.requestLimits());
		scanner.begin(current.framing(), current.contentLength());
		this.body = scanner;
	}

	private void skip(RequestHead current, ByteBuf bytes) {
		bytes.skipBytes(current.length());
		this.head = null;
		this.lane.giveBack(current);
	}

	private void refusePrivate(RequestHead current, ByteBuf bytes, boolean complete) {
		OwnAnswer answer = OwnAnswer.of(404, "Not found.");
		boolean stays = complete && current.isKeepAlive() && this.client.isLasting() && !current.isHttp10();
		Method method = current.method();
		skip(current, bytes);
		this.client.refuse(stays ? answer : answer.closing(), method);
	}

	private boolean readBody(Exchange current, ByteBuf bytes) {
		BodyScanner scanner = Objects.requireNonNull(this.body);
		int length = scanner.scan(bytes);
		Scan state = scanner.state();
		if (length > 0 || state == Scan.COMPLETE) {
			current.body(Buffers.take(bytes, length), state == Scan.COMPLETE);
		}
		if (state == Scan.REFUSED) {
			current.mishaps().bodyRefused(Objects.requireNonNull(scanner.refusal()));
		}
		return state == Scan.COMPLETE || (state == Scan.INCOMPLETE && length > 0);
	}

}
