package io.bootcluster.launch;

import java.time.Duration;
import java.util.Optional;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.primary.PublicSettings.Connections;

import org.springframework.boot.context.properties.bind.Binder;

/**
 * Reads what the application set for its clients' connections, as Tomcat and Spring Boot
 * understand it: there the settings describe the port, which the primary provides.
 * Settings of ours that somebody wrote come first.
 */
final class ConnectionSettings {

	/**
	 * Longer than any process lives, and short enough to be added to any time.
	 */
	static final Duration NEVER = Duration.ofDays(10_000);

	private final Binder binder;

	ConnectionSettings(Binder binder) {
		this.binder = binder;
	}

	Connections read() {
		Optional<Duration> timeout = timeout("connection-timeout");
		return new Connections(unlessOurs("header-timeout", timeout),
				unlessOurs("idle-timeout", timeout("keep-alive-timeout").or(() -> timeout)),
				unlessOurs("idle-timeout", timeout), unlessOurs("max-connections", positive("max-connections")),
				positive("accept-count"), get("max-keep-alive-requests", Integer.class).map(ConnectionSettings::most));
	}

	/**
	 * To Tomcat, a timeout that is not longer than 0 is none.
	 */
	private Optional<Duration> timeout(String name) {
		return get(name, Duration.class).map((value) -> isTimeout(value) ? value : NEVER);
	}

	private static boolean isTimeout(Duration value) {
		return value.toMillis() > 0 && value.compareTo(NEVER) < 0;
	}

	/**
	 * Spring Boot passes over a number that is not positive.
	 */
	private Optional<Integer> positive(String name) {
		return get(name, Integer.class).filter((value) -> value > 0);
	}

	/**
	 * Both 0 and 1 turn keep-alive off, and a negative number lifts the limit.
	 */
	private static int most(int requests) {
		return (requests < 0) ? 0 : Math.max(requests, 1);
	}

	private <T> Optional<T> unlessOurs(String name, Optional<T> value) {
		String ours = BootclusterProperties.PREFIX + ".dispatcher." + name;
		return this.binder.bind(ours, String.class).isBound() ? Optional.empty() : value;
	}

	private <T> Optional<T> get(String name, Class<T> type) {
		return Optional.ofNullable(this.binder.bind("server.tomcat." + name, type).orElse(null));
	}

}
