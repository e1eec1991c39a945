package io.bootcluster.primary.dispatch;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;

import io.bootcluster.AccessLog;
import io.bootcluster.primary.dispatch.http.RequestHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What the access log will say of a request's head as it came, which is long gone by the
 * time that the request has ended. Immutable.
 *
 * @param at when the head was whole
 * @param client the client's address
 * @param line the request line
 * @param referrer the {@code Referer}, or empty
 * @param agent the {@code User-Agent}, or empty
 * @param requestId the {@linkplain io.bootcluster.RequestId request's id}, or empty
 * @param forwardedFor the {@code X-Forwarded-For}, or empty
 */
record Noted(Instant at, String client, String line, String referrer, String agent, String requestId,
		String forwardedFor) {

	private static final int MOST = 1024;

	/**
	 * Read a head.
	 * @param head the head, which has just been written for the worker
	 * @param in the buffer that it was read from
	 * @param client where the client is
	 */
	static Noted of(RequestHead head, ByteBuf in, @Nullable SocketAddress client) {
		return new Noted(Instant.now(), address(client), head.describe(in, MOST), head.field(in, "referer", MOST),
				head.field(in, "user-agent", MOST), head.requestId(in), head.field(in, "x-forwarded-for", MOST));
	}

	private static String address(@Nullable SocketAddress client) {
		return (client instanceof InetSocketAddress socket && socket.getAddress() != null)
				? socket.getAddress().getHostAddress() : "-";
	}

	AccessLog.Entry entry(AccessLog.Result result) {
		return new AccessLog.Entry(this.at, this.client, this.line, this.referrer, this.agent, this.requestId,
				this.forwardedFor, result);
	}

}
