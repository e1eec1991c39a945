package io.bootcluster.launch;

import java.net.InetAddress;
import java.util.Optional;

import io.bootcluster.primary.PublicSettings;

import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Reads the application's settings that describe its public side, with the defaults that
 * Spring Boot gives them.
 */
final class ApplicationSettings {

	static final int DEFAULT_PORT = 8080;

	private static final int DEFAULT_THREADS = 200;

	private static final DataSize DEFAULT_HEAD = DataSize.ofKilobytes(8);

	private final Binder binder;

	private final Certificates certificates;

	private final StaticErrorPages pages;

	ApplicationSettings(Binder binder, Certificates certificates) {
		this.binder = binder;
		this.pages = new StaticErrorPages(binder, ClassUtils.getDefaultClassLoader());
		this.certificates = certificates;
	}

	PublicSettings read() {
		int port = get("server.port", Integer.class).orElse(DEFAULT_PORT);
		Optional<InetAddress> address = get("server.address", InetAddress.class);
		Optional<PublicSettings.Listener> management = get("management.server.port", Integer.class)
			.filter((own) -> isOwn(own, port))
			.map((own) -> new PublicSettings.Listener("management.server.port",
					get("management.server.address", InetAddress.class).or(() -> address), own,
					this.certificates.management()));
		return new PublicSettings(new PublicSettings.Listener("server.port", address, port, this.certificates.main()),
				management,
				get("server.max-http-request-header-size", DataSize.class).filter((size) -> size.toBytes() > 0)
					.orElse(DEFAULT_HEAD),
				new ConnectionSettings(this.binder).read(), requestThreads(), this.pages.read());
	}

	/**
	 * With virtual threads, one that waits costs next to nothing.
	 */
	private int requestThreads() {
		boolean virtual = JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE)
				&& get("spring.threads.virtual.enabled", Boolean.class).orElse(false);
		return virtual ? 0
				: get("server.tomcat.threads.max", Integer.class).filter((most) -> most > 0).orElse(DEFAULT_THREADS);
	}

	/**
	 * A negative port turns the actuator off; 0 is a free one, so never the same.
	 */
	private static boolean isOwn(int management, int port) {
		return management == 0 || (management > 0 && management != port);
	}

	private <T> Optional<T> get(String property, Class<T> type) {
		return Optional.ofNullable(this.binder.bind(property, type).orElse(null));
	}

}
