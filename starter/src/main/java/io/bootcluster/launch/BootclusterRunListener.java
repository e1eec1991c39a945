package io.bootcluster.launch;

import java.util.List;
import java.util.Optional;

import io.bootcluster.TrainingRun;
import io.bootcluster.launch.Role.Standalone;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The door: the last to hear that the environment is ready, it decides which process this
 * JVM is. A primary takes over in the moment in which Spring Boot would create the
 * application's context, when the banner has been printed and nothing else has happened.
 */
class BootclusterRunListener implements SpringApplicationRunListener, Ordered {

	/**
	 * Spring Cloud's name for the settings of the small context that it makes ahead of
	 * the application's.
	 */
	private static final String BOOTSTRAP = "bootstrap";

	private static final Log logger = LogFactory.getLog(BootclusterRunListener.class);

	private static volatile boolean contextMade;

	private final SpringApplication application;

	private final List<String> arguments;

	private Optional<Standalone> standalone = Optional.empty();

	private boolean bootstrap;

	BootclusterRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		this.arguments = List.of(arguments);
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		CommandDoor.knock(bootstrapContext, this.arguments);
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		this.bootstrap = environment.getPropertySources().contains(BOOTSTRAP);
		if (this.bootstrap) {
			return;
		}
		Role role = Role.of(Look.around(this.application, environment, contextMade));
		if (role instanceof Standalone alone) {
			this.standalone = Optional.of(alone);
			if (TrainingRun.isThisJvm()) {
				TrainingGuard.begin();
			}
		}
		else if (role instanceof Role.Primary) {
			this.application.setApplicationContextFactory(new Takeover(environment, this.arguments));
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		contextMade |= !this.bootstrap;
		this.standalone.ifPresent((alone) -> logger.info("Bootcluster runs standalone: " + alone.reason()));
	}

}
