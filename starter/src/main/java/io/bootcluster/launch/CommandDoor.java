package io.bootcluster.launch;

import java.io.PrintStream;
import java.util.List;

import io.bootcluster.command.TypedCommand;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Carries out what an operator typed, instead of running the application: once all
 * settings are read, and before logging begins and a banner is printed. Wrong commands
 * end earlier still.
 */
final class CommandDoor implements EnvironmentPostProcessor, Ordered {

	private final ConfigurableBootstrapContext context;

	CommandDoor(ConfigurableBootstrapContext context) {
		this.context = context;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	/**
	 * Take note of a command, if there is one. From here on, whatever the application and
	 * its libraries print goes to standard error: standard output has only the answer.
	 * @param context remembers it
	 * @param arguments what the main method was given
	 */
	static void knock(ConfigurableBootstrapContext context, List<String> arguments) {
		TypedCommand.in(arguments).ifPresent((command) -> {
			PrintStream out = System.out;
			System.setOut(System.err);
			List<String> others = arguments.stream().filter((each) -> !TypedCommand.isCommand(each)).toList();
			if (!command.needsPlace()) {
				System.exit(command.explain(out, System.err));
			}
			context.registerIfAbsent(Typed.class, (nothing) -> new Typed(command, others, out));
		});
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Typed typed = this.context.getOrElse(Typed.class, null);
		if (typed != null) {
			String name = SimpleCommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;
			if (environment.getPropertySources().contains(name)) {
				environment.getPropertySources()
					.replace(name, new SimpleCommandLinePropertySource(typed.arguments().toArray(String[]::new)));
			}
			ThisApplication place = new ThisApplication(application, environment, typed.arguments());
			System.exit(typed.command().run(place, typed.out(), System.err));
		}
	}

	/**
	 * A command on its way.
	 *
	 * @param command what was typed
	 * @param arguments the other arguments
	 * @param out the standard output
	 */
	record Typed(TypedCommand command, List<String> arguments, PrintStream out) {
	}

}
