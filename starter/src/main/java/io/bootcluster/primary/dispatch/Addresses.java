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
 * Reads the facts of a client's connection from its channel.
 */
final class Addresses {

	private Addresses() {
	}

	static ClientFacts facts(Channel channel) {
		return ClientFacts.plain(known(channel.remoteAddress()), known(channel.localAddress()));
	}

	static ClientFacts secureFacts(Channel channel) {
		SSLSession session = channel.pipeline().get(SslHandler.class).engine().getSession();
		return ClientFacts.secure(known(channel.remoteAddress()), known(channel.localAddress()), session.getProtocol(),
				session.getCipherSuite());
	}

	/**
	 * A connection that was reset before it was looked at has no address any more.
	 */
	private static InetSocketAddress known(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? inet
				: new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

}
