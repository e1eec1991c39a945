package io.bootcluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * Tells whether the application itself says where sessions live, in its settings or by
 * what is on its class path. The primary then has nothing to find.
 */
public final class ApplicationSessions {

	private static final List<String> SETTINGS = List.of("url", "host", "port", "username", "password", "ssl",
			"sentinel", "cluster", "masterreplica");

	private static final Map<String, String> OTHER_STORES = Map.of(
			"org/springframework/session/jdbc/JdbcIndexedSessionRepository.class", "Spring Session JDBC",
			"org/springframework/session/hazelcast/HazelcastIndexedSessionRepository.class", "Spring Session Hazelcast",
			"org/springframework/session/data/mongo/MongoIndexedSessionRepository.class", "Spring Session MongoDB");

	private ApplicationSessions() {
	}

	/**
	 * Return why sessions live where the application says.
	 * @param settings the application's settings
	 * @param classLoader the application's class loader
	 * @return a clause such as {@code spring.data.redis.url is set}, or empty
	 */
	public static Optional<String> elsewhere(Iterable<ConfigurationPropertySource> settings, ClassLoader classLoader) {
		return OTHER_STORES.entrySet()
			.stream()
			.filter((store) -> classLoader.getResource(store.getKey()) != null)
			.map((store) -> "the application has " + store.getValue())
			.findFirst()
			.or(() -> redisSetting(settings).map((name) -> name + " is set"));
	}

	/**
	 * Return the setting that names the application's own Redis.
	 * @param settings the application's settings
	 * @return full name of a property or of a group of them, or empty
	 */
	public static Optional<String> redisSetting(Iterable<ConfigurationPropertySource> settings) {
		ConfigurationPropertyName redis = ConfigurationPropertyName.of("spring.data.redis");
		return SETTINGS.stream()
			.map(redis::append)
			.filter((name) -> isSet(settings, name))
			.map(ConfigurationPropertyName::toString)
			.findFirst();
	}

	private static boolean isSet(Iterable<ConfigurationPropertySource> settings, ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : settings) {
			if (source.getConfigurationProperty(name) != null
					|| source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

}
