package io.bootcluster.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.bootcluster.primary.PublicTls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Certificates}.
 */
class CertificatesTests {

	@TempDir
	private static Path directory;

	private static Path store;

	@BeforeAll
	static void createStore() throws IOException, InterruptedException {
		store = directory.resolve("store.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "a", "-keyalg", "EC",
				"-storetype", "PKCS12", "-dname", "CN=localhost", "-storepass", "secret", "-keystore", store.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).isZero();
	}

	@Test
	void mainWhenNothingIsSetIsPlain() {
		assertThat(certificates(Map.of()).main()).isEmpty();
		assertThat(certificates(Map.of()).management()).isEmpty();
	}

	@Test
	void mainWhenDisabledIsPlain() {
		Map<String, Object> settings = keyStore();
		settings.put("server.ssl.enabled", "false");
		assertThat(certificates(settings).main()).isEmpty();
	}

	@Test
	void mainWhenAKeyStoreIsSetUsesIt() {
		Map<String, Object> settings = keyStore();
		settings.put("server.ssl.client-auth", "want");
		settings.put("server.ssl.enabled-protocols", "TLSv1.3");
		PublicTls tls = certificates(settings).main().orElseThrow();
		assertThat(tls.context().get()).isNotNull();
		assertThat(tls.clients()).isEqualTo(PublicTls.Clients.WANT);
		assertThat(tls.protocols()).containsExactly("TLSv1.3");
		assertThat(tls.ciphers()).isEmpty();
	}

	@Test
	void mainWhenABundleIsNamedUsesIt() {
		Map<String, Object> settings = new HashMap<>(
				Map.of("server.ssl.bundle", "web", "spring.ssl.bundle.jks.web.keystore.location",
						store.toUri().toString(), "spring.ssl.bundle.jks.web.keystore.password", "secret"));
		assertThat(certificates(settings).main())
			.hasValueSatisfying((tls) -> assertThat(tls.context().get()).isNotNull());
	}

	@Test
	void managementWhenItHasNoSettingsOfItsOwnIsLikeMain() {
		assertThat(certificates(keyStore()).management()).isPresent();
	}

	@Test
	void managementWhenDisabledIsPlain() {
		Map<String, Object> settings = keyStore();
		settings.put("management.server.ssl.enabled", "false");
		assertThat(certificates(settings).management()).isEmpty();
	}

	private static Map<String, Object> keyStore() {
		return new HashMap<>(
				Map.of("server.ssl.key-store", store.toUri().toString(), "server.ssl.key-store-password", "secret"));
	}

	private static Certificates certificates(Map<String, Object> settings) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
		ConfigurationPropertySources.attach(environment);
		return new Certificates(environment);
	}

}
