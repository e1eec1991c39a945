package io.bootcluster.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.util.ClassUtils;

/**
 * Keeps workers off each other's files, and silences the banner that the primary has
 * printed already. Runs when the application's settings are known, before logging is
 * initialised, and overrides nothing else.
 */
final class WorkerSettings implements EnvironmentPostProcessor, Ordered {

	private static final String LOG_FILE = "logging.file.name";

	private static final String LOG_PATH = "logging.file.path";

	private static final String ROLLED_LOG_FILE = "logging.logback.rollingpolicy.file-name-pattern";

	private static final String CORRELATION = "logging.pattern.correlation";

	/**
	 * In Logback's words: the id in brackets, and nothing where there is none.
	 */
	private static final String REQUEST_ID = "%replace(%X{" + RequestIdValve.KEY + "}){'^(.+)$','[$1] '}";

	private static final List<String> TRACING = List.of("io.micrometer.tracing.Tracer",
			"io.opentelemetry.api.OpenTelemetry");

	private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

	private static final String TOMCAT = "server.tomcat.basedir";

	private static final String ACCESS_LOG = "server.tomcat.accesslog.prefix";

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		MutablePropertySources sources = environment.getPropertySources();
		PropertySourcesPropertyResolver settings = new PropertySourcesPropertyResolver(sources);
		settings.setIgnoreUnresolvableNestedPlaceholders(true);
		WorkerMark.of(environment)
			.ifPresent((id) -> sources.addFirst(new MapPropertySource("bootclusterWorker", settings(settings, id))));
	}

	/**
	 * Work out a worker's own files: stable for each slot, whatever the generation.
	 * @param application the application's settings
	 * @param id the worker
	 * @return the settings to override
	 */
	static Map<String, Object> settings(PropertyResolver application, WorkerId id) {
		String place = "worker-" + id.slot();
		Map<String, Object> settings = new HashMap<>();
		settings.put("spring.main.banner-mode", "off");
		logFile(application).ifPresent((file) -> settings.put(LOG_FILE, mark(file, place)));
		read(application, ROLLED_LOG_FILE).filter((pattern) -> !pattern.contains("LOG_FILE"))
			.ifPresent((pattern) -> settings.put(ROLLED_LOG_FILE, mark(pattern, place)));
		if (application.getProperty(CORRELATION) == null && isPresent(LOGBACK)
				&& TRACING.stream().noneMatch(WorkerSettings::isPresent)) {
			settings.put(CORRELATION, REQUEST_ID);
		}
		read(application, TOMCAT).ifPresent((directory) -> settings.put(TOMCAT, directory + "/" + place));
		settings.put(ACCESS_LOG, read(application, ACCESS_LOG).orElse("access_log") + "-" + place);
		return settings;
	}

	/**
	 * Who traces has ids of another kind there.
	 */
	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, WorkerSettings.class.getClassLoader());
	}

	private static Optional<String> logFile(PropertyResolver application) {
		return read(application, LOG_FILE)
			.or(() -> read(application, LOG_PATH).map((directory) -> directory + "/spring.log"));
	}

	private static Optional<String> read(PropertyResolver application, String name) {
		@Nullable String value = application.getProperty(name);
		return Optional.ofNullable(value).filter((text) -> !text.isBlank());
	}

	/**
	 * Put the place before the file's ending, such as {@code logs/app-worker-2.log}.
	 */
	private static String mark(String file, String place) {
		int dot = file.lastIndexOf('.');
		return (dot > file.lastIndexOf('/') + 1) ? file.substring(0, dot) + "-" + place + file.substring(dot)
				: file + "-" + place;
	}

}
