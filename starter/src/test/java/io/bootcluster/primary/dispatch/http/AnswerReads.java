package io.bootcluster.primary.dispatch.http;

import java.util.List;

import io.netty.buffer.ByteBuf;

/**
 * A worker's connection, over which one answer arrives, behind any interim ones.
 */
final class AnswerReads extends Reads {

	private final AnswerHead head = new AnswerHead(HttpLimits.forAnswers());

	/**
	 * Create a worker's connection.
	 * @param method the method of what is answered
	 * @param upgrade the upgrade that was passed on
	 * @param used whether there were other answers before
	 */
	AnswerReads(Method method, Upgrade upgrade, boolean used) {
		super(HttpLimits.forAnswers(), used);
		if (used) {
			this.head.begin(Method.HEAD, Upgrade.WEBSOCKET);
			this.head.scan(buffer("HTTP/1.1 103 x\r\n" + LENGTH));
			this.head.next();
			this.head.scan(buffer("HTTP/1.1 200 OK\r\n" + FIELDS));
		}
		this.head.begin(method, upgrade);
	}

	@Override
	Scan scan(ByteBuf in) {
		return this.head.scan(in);
	}

	@Override
	Refusal headRefusal() {
		return this.head.refusal();
	}

	@Override
	Seen head() {
		return new Seen(this.head.framing(), this.head.length(), 0, !this.head.isReusable(),
				List.of(this.head.status(), this.head.isInterim(), this.head.isSwitch(),
						this.head.isEndedByClose(false), this.head.isEndedByClose(true), this.head.contentLength()));
	}

	@Override
	long contentLength() {
		return this.head.contentLength();
	}

	@Override
	void write(ByteBuf in, ByteBuf out) {
		this.head.writeTo(in, out, AnswerEdit.KEEP_ALIVE);
	}

	@Override
	boolean next() {
		return this.head.isInterim() && this.head.next();
	}

}
