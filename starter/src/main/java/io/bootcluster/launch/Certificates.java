package io.bootcluster.launch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;

import io.bootcluster.primary.PublicTls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads {@code server.ssl} as a web server of Spring Boot would. Bundles come from a
 * private context that holds Spring Boot's own configuration of them and nothing else; it
 * is only made where they are needed, and lives as long as the JVM.
 */
final class Certificates {

	private final ConfigurableEnvironment environment;

	private @Nullable SslBundles bundles;

	Certificates(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Return what the application's listener needs.
	 * @return what {@code server.ssl} says, or empty for plain HTTP
	 */
	Optional<PublicTls> main() {
		return bind("server.ssl").filter((ssl) -> ssl.isEnabled()).map(this::read);
	}

	/**
	 * Return what the actuator's own listener needs: the same as the application's,
	 * unless it has settings of its own.
	 * @return what {@code management.server.ssl} says, or empty for plain HTTP
	 */
	Optional<PublicTls> management() {
		return bind("management.server.ssl").or(() -> bind("server.ssl"))
			.filter((ssl) -> ssl.isEnabled())
			.map(this::read);
	}

	private Optional<Ssl> bind(String prefix) {
		return Optional.ofNullable(Binder.get(this.environment).bind(prefix, Ssl.class).orElse(null));
	}

	private PublicTls read(Ssl ssl) {
		SslBundles all = bundles();
		SslBundle bundle = WebServerSslBundle.get(ssl, all);
		AtomicReference<SSLContext> current = new AtomicReference<>(bundle.createSslContext());
		if (ssl.getBundle() != null) {
			all.addBundleUpdateHandler(ssl.getBundle(), (updated) -> current.set(updated.createSslContext()));
		}
		PublicTls.Clients clients = (ssl.getClientAuth() != null)
				? PublicTls.Clients.valueOf(ssl.getClientAuth().name()) : PublicTls.Clients.NONE;
		return new PublicTls(current::get, words(bundle.getOptions().getEnabledProtocols()),
				words(bundle.getOptions().getCiphers()), clients);
	}

	private SslBundles bundles() {
		if (this.bundles == null) {
			AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
			context.setEnvironment(this.environment);
			context.register(SslAutoConfiguration.class);
			context.refresh();
			this.bundles = context.getBean(SslBundles.class);
		}
		return this.bundles;
	}

	private static List<String> words(String @Nullable [] words) {
		return (words != null) ? List.of(words) : List.of();
	}

}
