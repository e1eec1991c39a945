package io.bootcluster.primary.dispatch;

import javax.net.ssl.SSLEngine;

import io.netty.handler.ssl.SslHandler;

/**
 * Speaks TLS with one client, as the settings are at the moment it connects.
 */
final class Tls {

	private Tls() {
	}

	static SslHandler handler(TlsSettings settings) {
		SSLEngine engine = settings.context().get().createSSLEngine();
		engine.setUseClientMode(false);
		if (!settings.protocols().isEmpty()) {
			engine.setEnabledProtocols(settings.protocols().toArray(String[]::new));
		}
		if (!settings.ciphers().isEmpty()) {
			engine.setEnabledCipherSuites(settings.ciphers().toArray(String[]::new));
		}
		switch (settings.clientAuth()) {
			case NEED -> engine.setNeedClientAuth(true);
			case WANT -> engine.setWantClientAuth(true);
			case NONE -> {
			}
		}
		return new SslHandler(engine);
	}

}
