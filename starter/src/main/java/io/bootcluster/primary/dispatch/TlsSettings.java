package io.bootcluster.primary.dispatch;

import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * What a public listener needs to speak {@code https}.
 *
 * @param context asked for each new connection, so that renewed certificates take effect
 * at once; must be quick and safe from any thread
 * @param protocols enabled protocols, or empty for the context's defaults
 * @param ciphers enabled cipher suites, or empty for the context's defaults
 * @param clientAuth whether clients show a certificate
 */
public record TlsSettings(Supplier<SSLContext> context, List<String> protocols, List<String> ciphers,
		ClientAuth clientAuth) {

	public TlsSettings {
		protocols = List.copyOf(protocols);
		ciphers = List.copyOf(ciphers);
	}

	/**
	 * Whether clients show a certificate.
	 */
	public enum ClientAuth {

		/**
		 * They are not asked.
		 */
		NONE,

		/**
		 * They are asked and may decline.
		 */
		WANT,

		/**
		 * They are refused without one.
		 */
		NEED

	}

}
