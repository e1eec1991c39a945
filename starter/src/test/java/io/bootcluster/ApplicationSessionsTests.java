package io.bootcluster;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationSessionsTests {

	private static final FilteredClassLoader WITHOUT_JDBC = new FilteredClassLoader(
			new ClassPathResource("org/springframework/session/jdbc/JdbcIndexedSessionRepository.class"));

	private final MockEnvironment environment = new MockEnvironment();

	@ParameterizedTest
	@ValueSource(strings = { "spring.data.redis.url", "spring.data.redis.host", "spring.data.redis.password",
			"spring.data.redis.sentinel.master", "spring.data.redis.cluster.nodes[0]" })
	void elsewhereWhenASettingNamesAServerTellsIt(String name) {
		this.environment.setProperty(name, "1");
		assertThat(elsewhere(WITHOUT_JDBC)).get().asString().startsWith("spring.data.redis.").endsWith(" is set");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.data.redis.timeout", "spring.data.redis.client-type",
			"spring.data.redis.repositories.enabled", "spring.data.redis.database" })
	void elsewhereWhenSettingNamesNoServerIsEmpty(String name) {
		this.environment.setProperty(name, "1");
		assertThat(elsewhere(WITHOUT_JDBC)).isEmpty();
	}

	@Test
	void elsewhereWhenAnEnvironmentVariableNamesAServerTellsIt() {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("SPRING_DATA_REDIS_URL", "x")));
		assertThat(elsewhere(WITHOUT_JDBC)).contains("spring.data.redis.url is set");
	}

	@Test
	void elsewhereWhenAnotherRepositoryIsOnTheClassPathTellsIt() {
		assertThat(elsewhere(getClass().getClassLoader())).contains("the application has Spring Session JDBC");
	}

	private Optional<String> elsewhere(ClassLoader classLoader) {
		return ApplicationSessions.elsewhere(ConfigurationPropertySources.get(attached()), classLoader);
	}

	private MockEnvironment attached() {
		ConfigurationPropertySources.attach(this.environment);
		return this.environment;
	}

}
