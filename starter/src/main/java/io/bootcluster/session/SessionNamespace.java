package io.bootcluster.session;

import java.util.List;
import java.util.Optional;

import io.bootcluster.RedisLocation;

import org.springframework.core.env.Environment;

/**
 * Chooses the prefix of sessions' keys: what the application says, else, where others may
 * use the same Redis, one that carries the application's name.
 */
final class SessionNamespace {

	private static final String PROPERTY = "spring.session.data.redis.namespace";

	private SessionNamespace() {
	}

	/**
	 * Return the prefix.
	 * @param configured what the settings say, or their default
	 * @param environment the application's settings
	 * @param location the primary's find, if sessions live there
	 * @param packages the application's packages, which name it where no setting does
	 * @return the prefix, without a colon at its end
	 */
	static String choose(String configured, Environment environment, Optional<RedisLocation> location,
			List<String> packages) {
		if (environment.containsProperty(PROPERTY)
				|| location.filter(RedisLocation::namespaceByApplication).isEmpty()) {
			return configured;
		}
		String name = environment.getProperty("spring.application.name", "");
		return configured + ":" + (name.isBlank() ? packages.stream().findFirst().orElse("application") : name.strip());
	}

}
