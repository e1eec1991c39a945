package io.bootcluster.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.openssl.ciphers.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * Tells Tomcat what TLS settled on the client's connection, which ends at the primary.
 * Read only when the application asks.
 */
final class ClientTls implements SSLSupport {

	private final ClientFacts.Tls tls;

	ClientTls(ClientFacts.Tls tls) {
		this.tls = tls;
	}

	@Override
	public String getProtocol() {
		return this.tls.protocol();
	}

	@Override
	public String getCipherSuite() {
		return this.tls.cipher();
	}

	@Override
	public @Nullable Integer getKeySize() {
		return KeySizes.BY_CIPHER.get(this.tls.cipher());
	}

	/**
	 * The dispatcher has verified them.
	 */
	@Override
	public X509Certificate @Nullable [] getPeerCertificateChain() throws IOException {
		if (this.tls.certificates().isEmpty()) {
			return null;
		}
		String[] encoded = this.tls.certificates().split(",", -1);
		X509Certificate[] chain = new X509Certificate[encoded.length];
		try {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			for (int i = 0; i < chain.length; i++) {
				InputStream bytes = new ByteArrayInputStream(Base64.getDecoder().decode(encoded[i]));
				chain[i] = (X509Certificate) factory.generateCertificate(bytes);
			}
			return chain;
		}
		catch (CertificateException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public @Nullable String getSessionId() {
		return null;
	}

	@Override
	public @Nullable String getRequestedProtocols() {
		return null;
	}

	@Override
	public @Nullable String getRequestedCiphers() {
		return null;
	}

	/**
	 * The bits of each cipher suite's key, as Tomcat knows them.
	 */
	private static final class KeySizes {

		private static final Map<String, Integer> BY_CIPHER = Arrays.stream(Cipher.values())
			.flatMap((
					cipher) -> cipher.getJsseNames().stream().map((name) -> Map.entry(name, cipher.getStrength_bits())))
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> second));

	}

}
