package io.bootcluster.primary.dispatch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import javax.net.ssl.SSLSession;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.ClientFacts;

/**
 * What workers are told about one client's connection, read from its channel once it
 * sends a request.
 *
 * @param facts what they are told
 * @param secretTold whether the secret is with it, for workers that anybody on this
 * machine could connect to
 */
record ConnectionFacts(ClientFacts facts, boolean secretTold) {

	static ConnectionFacts of(Channel channel, String secret, boolean secretTold) {
		ClientFacts facts = facts(channel);
		return new ConnectionFacts(secretTold ? facts.withSecret(secret) : facts, secretTold);
	}

	private static ClientFacts facts(Channel channel) {
		InetSocketAddress client = known(channel.remoteAddress());
		InetSocketAddress local = known(channel.localAddress());
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls == null) {
			return ClientFacts.plain(client, local);
		}
		SSLSession session = tls.engine().getSession();
		return ClientFacts.secure(client, local, session.getProtocol(), session.getCipherSuite());
	}

	/**
	 * A connection that was reset before it was looked at has no address any more.
	 */
	private static InetSocketAddress known(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? inet
				: new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

}
