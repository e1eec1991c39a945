package io.bootcluster.worker;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells the primary what this worker reads of the settings that only the primary applies,
 * at the moment at which the primary read them: what the context adds to the environment
 * later, the primary never sees.
 *
 * @param worker this worker
 */
record SettingsReport(Worker worker) implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

	/**
	 * Spring Cloud's name for the settings of the small context that it makes ahead of
	 * the application's.
	 */
	private static final String BOOTSTRAP = "bootstrap";

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (!environment.getPropertySources().contains(BOOTSTRAP)) {
			this.worker.tellSettings(environment);
		}
	}

}
