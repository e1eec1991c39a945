package io.bootcluster.worker;

import java.util.Optional;

import io.bootcluster.RedisLocation;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.BootstrapContextClosedEvent;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Where a worker begins: first of all it stops obeying the terminal, learns from the
 * primary what it is for, and opens the line. Does nothing in any other JVM.
 */
final class WorkerDoor implements EnvironmentPostProcessor, Ordered {

	private static final String NODES = "bootcluster.nodes.enabled";

	private final ConfigurableBootstrapContext bootstrap;

	WorkerDoor(ConfigurableBootstrapContext bootstrap) {
		this.bootstrap = bootstrap;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		WorkerMark.of(environment).ifPresent((id) -> {
			Worker worker = Worker.ofThisProcess(id);
			this.bootstrap.addCloseListener((event) -> introduce(event, worker));
			application.addInitializers(new SettingsReport(worker));
		});
	}

	private static void introduce(BootstrapContextClosedEvent event, Worker worker) {
		if (event.getApplicationContext().getEnvironment().getProperty(NODES, Boolean.class, false)) {
			worker.leadership().awaitLease();
		}
		ConfigurableListableBeanFactory beans = event.getApplicationContext().getBeanFactory();
		beans.registerSingleton("bootclusterWorker", worker);
		Optional<RedisLocation> redis = worker.assignment().redis();
		redis.ifPresent((location) -> beans.registerSingleton("bootclusterRedisLocation", location));
	}

}
