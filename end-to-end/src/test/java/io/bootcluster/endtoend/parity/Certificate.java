package io.bootcluster.endtoend.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that nobody but the test trusts.
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
		return List.of("--server.ssl.key-store=" + this.store, "--server.ssl.key-store-password=" + PASSWORD);
	}

	SSLSocketFactory socketFactory() {
		try (InputStream in = Files.newInputStream(this.store)) {
			KeyStore own = KeyStore.getInstance("PKCS12");
			own.load(in, PASSWORD.toCharArray());
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("parity", own.getCertificate("parity"));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context.getSocketFactory();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
