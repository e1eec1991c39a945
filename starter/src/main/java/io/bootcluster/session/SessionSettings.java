package io.bootcluster.session;

import java.time.Duration;
import java.util.Optional;

import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisProperties;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.data.redis.ReactiveRedisSessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * The application's {@code spring.session.*} settings, with the meaning that they have in
 * Spring Boot.
 *
 * @param timeout how long an unused session lives; empty for Spring Session's default
 * @param namespace prefix of keys
 * @param flushMode when changes are written
 * @param saveMode what is written
 * @param cleanupCron when expired sessions are looked for, of an indexed repository
 */
record SessionSettings(Optional<Duration> timeout, String namespace, FlushMode flushMode, SaveMode saveMode,
		Optional<String> cleanupCron) {

	static SessionSettings of(SessionDataRedisProperties properties, Optional<Duration> timeout, String namespace) {
		return new SessionSettings(timeout, namespace, properties.getFlushMode(), properties.getSaveMode(),
				Optional.ofNullable(properties.getCleanupCron()));
	}

	void applyTo(RedisSessionRepository repository) {
		this.timeout.ifPresent(repository::setDefaultMaxInactiveInterval);
		repository.setRedisKeyNamespace(this.namespace);
		repository.setFlushMode(this.flushMode);
		repository.setSaveMode(this.saveMode);
	}

	void applyTo(RedisIndexedSessionRepository repository) {
		this.timeout.ifPresent(repository::setDefaultMaxInactiveInterval);
		repository.setRedisKeyNamespace(this.namespace);
		repository.setFlushMode(this.flushMode);
		repository.setSaveMode(this.saveMode);
		this.cleanupCron.ifPresent(repository::setCleanupCron);
	}

	void applyTo(ReactiveRedisSessionRepository repository) {
		this.timeout.ifPresent(repository::setDefaultMaxInactiveInterval);
		repository.setRedisKeyNamespace(this.namespace);
		repository.setSaveMode(this.saveMode);
	}

}
