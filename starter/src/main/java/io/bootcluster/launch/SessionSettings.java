package io.bootcluster.launch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.ClassUtils;

/**
 * Finds out whether the application says itself where sessions live.
 */
final class SessionSettings {

	private static final String REDIS = "spring.data.redis";

	/**
	 * Settings of a connection that do not name a server.
	 */
	private static final List<String> NO_SERVER = List.of("repositories", "timeout", "connect-timeout", "client-name",
			"lettuce", "jedis", "client-type", "database");

	private static final Map<String, String> REPOSITORIES = Map.of(
			"org.springframework.session.jdbc.JdbcIndexedSessionRepository", "Spring Session JDBC",
			"org.springframework.session.hazelcast.HazelcastIndexedSessionRepository", "Spring Session Hazelcast",
			"org.springframework.session.data.mongo.MongoIndexedSessionRepository", "Spring Session MongoDB");

	private final Binder binder;

	private final @Nullable ClassLoader classLoader;

	SessionSettings(Binder binder, @Nullable ClassLoader classLoader) {
		this.binder = binder;
		this.classLoader = classLoader;
	}

	/**
	 * Return why sessions live in a place that the application named.
	 * @return the rest of a sentence, or empty if it named none
	 */
	Optional<String> elsewhere() {
		Optional<String> repository = REPOSITORIES.entrySet()
			.stream()
			.filter((entry) -> ClassUtils.isPresent(entry.getKey(), this.classLoader))
			.map((entry) -> "the application has " + entry.getValue())
			.findFirst();
		return repository.or(this::ownRedis);
	}

	private Optional<String> ownRedis() {
		return Stream.ofNullable(this.binder.bind(REDIS, Bindable.mapOf(String.class, Object.class)).orElse(null))
			.flatMap((settings) -> settings.keySet().stream())
			.filter((name) -> NO_SERVER.stream().noneMatch(name::startsWith))
			.sorted()
			.findFirst()
			.map((name) -> REDIS + "." + name + " is set");
	}

}
