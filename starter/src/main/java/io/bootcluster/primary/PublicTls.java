package io.bootcluster.primary;

import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * What a public listener needs to speak {@code https}, as the application's settings say.
 *
 * @param context the certificates, asked for each connection
 * @param protocols enabled protocols, or empty for the JDK's choice
 * @param ciphers enabled cipher suites, or empty for the JDK's choice
 * @param clients whether clients show a certificate
 */
public record PublicTls(Supplier<SSLContext> context, List<String> protocols, List<String> ciphers, Clients clients) {

	public PublicTls {
		protocols = List.copyOf(protocols);
		ciphers = List.copyOf(ciphers);
	}

	/**
	 * Whether clients show a certificate.
	 */
	public enum Clients {

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
