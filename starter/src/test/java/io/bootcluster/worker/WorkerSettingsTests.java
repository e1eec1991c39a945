package io.bootcluster.worker;

import java.util.Map;

import io.bootcluster.WorkerId;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each worker has its own files, and nothing else changes.
 */
class WorkerSettingsTests {

	private static final WorkerId WORKER = new WorkerId(2, 5);

	@Test
	void settingsWhenThereIsALogFileMarkIt() {
		assertThat(settings("logging.file.name", "logs/app.log")).containsEntry("logging.file.name",
				"logs/app-worker-2.log");
		assertThat(settings("logging.file.name", "/v1.2/app")).containsEntry("logging.file.name", "/v1.2/app-worker-2");
		assertThat(settings("logging.file.path", "/var/log")).containsEntry("logging.file.name",
				"/var/log/spring-worker-2.log");
	}

	@Test
	void settingsWhenRolledFilesHaveTheirOwnPatternMarkIt() {
		String name = "logging.logback.rollingpolicy.file-name-pattern";
		assertThat(settings(name, "old/app.%d.%i.gz")).containsEntry(name, "old/app.%d.%i-worker-2.gz");
		assertThat(settings(name, "{LOG_FILE}.%i.gz")).doesNotContainKey(name);
	}

	@Test
	void settingsWhenTomcatHasADirectoryAndAccessLogMarkThem() {
		assertThat(settings("server.tomcat.basedir", "/srv")).containsEntry("server.tomcat.basedir", "/srv/worker-2");
		assertThat(settings("server.tomcat.accesslog.prefix", "site")).containsEntry("server.tomcat.accesslog.prefix",
				"site-worker-2");
	}

	@Test
	void settingsWhenNothingIsSetOnlySilenceTheBannerMarkTheAccessLogAndNameRequests() {
		assertThat(settings("server.port", "8080")).containsOnlyKeys("spring.main.banner-mode",
				"server.tomcat.accesslog.prefix", "logging.pattern.correlation");
	}

	@Test
	void settingsWhenThereIsACorrelationPatternLeaveIt() {
		assertThat(settings("logging.pattern.correlation", "[%X{mine}] "))
			.doesNotContainKey("logging.pattern.correlation");
	}

	@Test
	void postProcessWhenNotAWorkerChangesNothing() {
		StandardEnvironment environment = new StandardEnvironment();
		new WorkerSettings().postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getPropertySources()).hasSize(2);
	}

	@Test
	void postProcessWhenAWorkerLeavesForeignPlaceholdersAlone() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new MapPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("logging.logback.rollingpolicy.file-name-pattern", "${LOG_FILE}.%i")));
		new WorkerSettings().postProcessEnvironment(environment, new SpringApplication());
		assertThat(WorkerMark.of(environment)).isEmpty();
	}

	private static Map<String, Object> settings(String name, String value) {
		return WorkerSettings.settings(new MockEnvironment().withProperty(name, value), WORKER);
	}

}
