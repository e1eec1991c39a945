package io.bootcluster.primary.dispatch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.StringJoiner;

import javax.net.ssl.SSLPeerUnverifiedException;
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

	private static final int MOST_CERTIFICATES = 15 * 1024;

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
		ClientFacts facts = ClientFacts.secure(client, local, session.getProtocol(), session.getCipherSuite());
		String certificates = certificates(session);
		return certificates.isEmpty() ? facts : facts.withCertificates(certificates);
	}

	/**
	 * The client's own comes first; what is too long for a worker's request head is left
	 * out from the end, where the authorities are.
	 */
	private static String certificates(SSLSession session) {
		StringJoiner encoded = new StringJoiner(",");
		try {
			for (Certificate certificate : session.getPeerCertificates()) {
				String next = Base64.getEncoder().encodeToString(certificate.getEncoded());
				if (encoded.length() + next.length() > MOST_CERTIFICATES) {
					break;
				}
				encoded.add(next);
			}
		}
		catch (SSLPeerUnverifiedException | CertificateEncodingException ex) {
			// It showed none.
		}
		return encoded.toString();
	}

	/**
	 * A connection that was reset before it was looked at has no address any more.
	 */
	private static InetSocketAddress known(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? inet
				: new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

}
