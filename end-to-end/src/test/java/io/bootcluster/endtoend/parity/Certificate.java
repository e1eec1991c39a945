package io.bootcluster.endtoend.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of both sides, server and client, which nobody but the two trusts.
 *
 * @param store where it is, with its key
 */
record Certificate(Path store) {

	private static final String PASSWORD = "secret";

	static Certificate make(Path directory) {
		Path store = directory.resolve("parity.p12");
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		try {
			Process process = new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "parity", "-dname",
					"CN=localhost", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
				.redirectErrorStream(true)
				.start();
			String said = new String(process.getInputStream().readAllBytes());
			if (process.waitFor() != 0) {
				throw new IllegalStateException(said);
			}
			return new Certificate(store);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	List<String> arguments() {
		return List.of("--server.ssl.key-store=" + this.store, "--server.ssl.key-store-password=" + PASSWORD,
				"--server.ssl.client-auth=need", "--server.ssl.trust-store=" + trustStore(),
				"--server.ssl.trust-store-password=" + PASSWORD);
	}

	SSLSocketFactory socketFactory() {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(own(), PASSWORD.toCharArray());
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			return context.getSocketFactory();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path trustStore() {
		Path file = this.store.resolveSibling("trusted.p12");
		try (OutputStream out = Files.newOutputStream(file)) {
			trusted().store(out, PASSWORD.toCharArray());
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyStore own() throws GeneralSecurityException {
		KeyStore own = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(this.store)) {
			own.load(in, PASSWORD.toCharArray());
			return own;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private KeyStore trusted() throws GeneralSecurityException {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("parity", own().getCertificate("parity"));
			return trusted;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
