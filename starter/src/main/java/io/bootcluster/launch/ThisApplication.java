package io.bootcluster.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.bootcluster.PreparedRelease;
import io.bootcluster.command.CommandFailedException;
import io.bootcluster.command.Place;
import io.bootcluster.primary.OfflineTraining;
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

	@Override
	public Path socket() {
		try {
			return find();
		}
		catch (PrimaryNotFoundException ex) {
			throw new CommandFailedException(String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public boolean isRunning() {
		try {
			return Files.exists(find());
		}
		catch (PrimaryNotFoundException ex) {
			return !ex.isNoneRunning();
		}
	}

	/**
	 * Only what is needed is read: a command works although other settings are wrong.
	 */
	private Path find() throws PrimaryNotFoundException {
		Binder binder = Binder.get(this.environment);
		Optional<Path> directory = Optional.ofNullable(binder.bind("bootcluster.directory", Path.class).orElse(null));
		int port = binder.bind("server.port", Integer.class).orElseGet(() -> ApplicationSettings.DEFAULT_PORT);
		return RunningPrimary.of(this.arguments, directory).commandSocket(port);
	}

	@Override
	public String check() {
		if (role() instanceof Role.Standalone alone) {
			return "ok, but it would run standalone: " + alone.reason();
		}
		return "ok: " + Primary.check(new Takeover(this.environment, this.arguments).settings());
	}

	@Override
	public PreparedRelease prepare() {
		if (role() instanceof Role.Standalone alone) {
			throw new CommandFailedException("No start archive: it would run standalone: " + alone.reason());
		}
		try {
			return OfflineTraining.run(new ClusterSettings(Binder.get(this.environment)).read(), this.arguments);
		}
		catch (IOException ex) {
			throw new CommandFailedException("No start archive: " + ex.getMessage());
		}
	}

	private Role role() {
		return Role.of(Look.around(this.application, this.environment, false));
	}

}
