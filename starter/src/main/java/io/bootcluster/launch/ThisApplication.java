package io.bootcluster.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.bootcluster.command.CommandFailedException;
import io.bootcluster.command.Place;
import io.bootcluster.primary.Primary;
import io.bootcluster.primary.PrimaryNotFoundException;
import io.bootcluster.primary.RunningPrimary;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * This application as a command sees it: its settings are read, and nothing of it runs.
 */
final class ThisApplication implements Place {

	private final SpringApplication application;

	private final ConfigurableEnvironment environment;

	private final List<String> arguments;

	ThisApplication(SpringApplication application, ConfigurableEnvironment environment, List<String> arguments) {
		this.application = application;
		this.environment = environment;
		this.arguments = arguments;
	}

	/**
	 * Only what is needed is read: a command works although other settings are wrong.
	 */
	@Override
	public Path socket() {
		Binder binder = Binder.get(this.environment);
		Optional<Path> directory = Optional.ofNullable(binder.bind("bootcluster.directory", Path.class).orElse(null));
		int port = binder.bind("server.port", Integer.class).orElseGet(() -> ApplicationSettings.DEFAULT_PORT);
		try {
			return RunningPrimary.of(this.arguments, directory).commandSocket(port);
		}
		catch (PrimaryNotFoundException ex) {
			throw new CommandFailedException(String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public String check() {
		if (Role.of(Look.around(this.application, this.environment, false)) instanceof Role.Standalone alone) {
			return "ok, but it would run standalone: " + alone.reason();
		}
		return "ok: " + Primary.check(new Takeover(this.environment, this.arguments).settings());
	}

}
