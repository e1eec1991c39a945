package io.bootcluster.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.PreparedRelease;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What an operator typed behind {@code --bootcluster.command=}.
 */
public final class TypedCommand {

	/**
	 * Name of the argument.
	 */
	public static final String ARGUMENT = "--bootcluster.command";

	private static final int WRONG = 2;

	private final List<String> words;

	private TypedCommand(List<String> words) {
		this.words = words;
	}

	/**
	 * Look for a command among an application's arguments.
	 * @param arguments the arguments
	 * @return the command, which may be wrong, or empty if there is none
	 */
	public static Optional<TypedCommand> in(List<String> arguments) {
		return arguments.stream()
			.filter(TypedCommand::isCommand)
			.reduce((first, last) -> last)
			.map((argument) -> argument.substring(Math.min(argument.length(), ARGUMENT.length() + 1)))
			.map((text) -> new TypedCommand(Stream.of(text.split("\\s+")).filter((word) -> !word.isEmpty()).toList()));
	}

	/**
	 * Return whether an argument is a command, and not one of the application.
	 * @param argument the argument
	 * @return {@code true} for a command
	 */
	public static boolean isCommand(String argument) {
		return argument.equals(ARGUMENT) || argument.startsWith(ARGUMENT + "=");
	}

	/**
	 * Return whether it can be carried out: otherwise it is wrong, or asks for help.
	 * @return {@code true} if it needs a place
	 */
	public boolean needsPlace() {
		try {
			ParseResult result = Grammar.commandLine().parseArgs(this.words.toArray(String[]::new));
			return !result.isUsageHelpRequested() && result.hasSubcommand()
					&& !result.subcommand().isUsageHelpRequested();
		}
		catch (ParameterException ex) {
			return false;
		}
	}

	/**
	 * Say what is wrong with it, or give the help that it asks for.
	 * @param out where the answer goes
	 * @param err where problems go
	 * @return the code to exit with
	 */
	public int explain(PrintStream out, PrintStream err) {
		return run(new Nowhere(), out, err);
	}

	/**
	 * Carry it out.
	 * @param place where it was typed
	 * @param out where the answer goes
	 * @param err where problems go
	 * @return the code to exit with: 0 only on success, 2 for a wrong command
	 * @throws RuntimeException if a start would fail, as it would fail
	 */
	public int run(Place place, PrintStream out, PrintStream err) {
		CommandLine commandLine = Grammar.commandLine();
		commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
		try {
			ParseResult result = commandLine.parseArgs(this.words.toArray(String[]::new));
			Integer help = CommandLine.executeHelpRequest(result);
			return (help != null) ? help : Grammar.carryOut(result, new Conversation(place, out, err));
		}
		catch (ParameterException ex) {
			PrintWriter problems = new PrintWriter(err, true, StandardCharsets.UTF_8);
			problems.println(ex.getMessage());
			if (!CommandLine.UnmatchedArgumentException.printSuggestions(ex, problems)) {
				ex.getCommandLine().usage(problems);
			}
			return WRONG;
		}
		catch (CommandFailedException ex) {
			err.println(ex.getMessage());
			return 1;
		}
	}

	/**
	 * Where nothing can be done.
	 */
	private static final class Nowhere implements Place {

		@Override
		public Path socket() {
			throw new IllegalStateException("Nothing is to be done");
		}

		@Override
		public boolean isRunning() {
			throw new IllegalStateException("Nothing is to be done");
		}

		@Override
		public PreparedRelease prepare() {
			throw new IllegalStateException("Nothing is to be done");
		}

		@Override
		public String check() {
			throw new IllegalStateException("Nothing is to be done");
		}

	}

}
