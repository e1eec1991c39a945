package io.bootcluster.primary.dispatch.http;

import java.util.List;

import io.netty.buffer.ByteBuf;

/**
 * A client's connection, over which request after request arrives.
 */
final class RequestReads extends Reads {

	private final RequestHead head = new RequestHead(Wire.REQUESTS);

	/**
	 * Create a client's connection.
	 * @param used whether the scanners come from other clients, as they are lent
	 */
	RequestReads(boolean used) {
		super(Wire.REQUESTS, used);
		if (used) {
			lend("POST http://a:1/.bootcluster HTTP/1.1\r\n" + FIELDS);
			lend("TRACE * HTTP/1.0\r\n" + LENGTH);
			lend("OPTIONS * HTTP/1.0\r\n" + LENGTH);
		}
	}

	private void lend(String request) {
		this.head.scan(buffer(request));
		this.head.reset();
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
		return new Seen(this.head.framing(), this.head.length(), 0, !this.head.isKeepAlive(),
				List.of(this.head.method(), this.head.upgrade(), this.head.isHttp10(), this.head.isPrivatePath(),
						this.head.isContinueExpected(), this.head.contentLength()));
	}

	@Override
	long contentLength() {
		return this.head.contentLength();
	}

	@Override
	void write(ByteBuf in, ByteBuf out) {
		this.head.writeTo(in, out, Wire.Request.FACTS, false);
	}

	@Override
	boolean next() {
		this.head.reset();
		return true;
	}

}
