package io.bootcluster.launch;

import java.util.List;

import io.bootcluster.ApplicationSessions;
import io.bootcluster.BootclusterProperties;
import io.bootcluster.RestartSettings;
import io.bootcluster.primary.Primary;
import io.bootcluster.primary.PrimarySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Runs the primary instead of the application: asked for a context, it never returns.
 */
final class Takeover implements ApplicationContextFactory {

	private final ConfigurableEnvironment environment;

	private final List<String> arguments;

	Takeover(ConfigurableEnvironment environment, List<String> arguments) {
		this.environment = environment;
		this.arguments = arguments;
	}

	/**
	 * Run the primary until it ends, and the JVM with it.
	 * @throws io.bootcluster.WrongSettingException if it cannot start
	 */
	@Override
	public ConfigurableApplicationContext create(@Nullable WebApplicationType type) {
		System.exit(Primary.run(settings()));
		throw new IllegalStateException("The JVM should have ended");
	}

	PrimarySettings settings() {
		Binder binder = Binder.get(this.environment);
		BootclusterProperties cluster = new ClusterSettings(binder).read();
		return PrimarySettings.of(cluster, new ApplicationSettings(binder, new Certificates(this.environment)).read(),
				ApplicationSessions.elsewhere(ConfigurationPropertySources.get(this.environment),
						Takeover.class.getClassLoader()),
				this.arguments, (secret) -> RestartSettings.keyedBy(secret).digests(this.environment));
	}

}
