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
 * What workers are told about one client's connection, read from its channel once.
 *
 * @param bare for workers on Unix domain sockets
 * @param proven with the secret, for workers that anybody on this machine could connect
 * to
 */
record ConnectionFacts(ClientFacts bare, ClientFacts proven) {

	static ConnectionFacts of(Channel channel, String secret) {
		InetSocketAddress client = known(channel.remoteAddress());
		InetSocketAddress local = known(channel.localAddress());
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls == null) {
			return of(ClientFacts.plain(client, local), secret);
		}
		SSLSession session = tls.engine().getSession();
		return of(ClientFacts.secure(client, local, session.getProtocol(), session.getCipherSuite()), secret);
	}

	private static ConnectionFacts of(ClientFacts facts, String secret) {
		return new ConnectionFacts(facts, facts.withSecret(secret));
	}

	/**
	 * A connection that was reset before it was looked at has no address any more.
	 */
	private static InetSocketAddress known(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? inet
				: new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

}
