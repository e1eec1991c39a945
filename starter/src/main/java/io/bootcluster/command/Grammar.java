package io.bootcluster.command;

import java.util.Locale;

import io.bootcluster.Wish;
import io.bootcluster.Wish.Action;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Which commands there are, and what each of them means.
 */
final class Grammar {

	private static final String WAIT = "--wait";

	private static final String JSON = "--json";

	private static final String WATCH = "--watch";

	private static final String FOLLOW = "--follow";

	private static final String WORKER = "--worker";

	private static final String NODES = "--nodes";

	private Grammar() {
	}

	static CommandLine commandLine() {
		CommandSpec root = command("java -jar app.jar --bootcluster.command=",
				"Talks to the running primary of this application.");
		root.usageMessage()
			.synopsisSubcommandLabel("\"COMMAND [--wait]\"")
			.footer("", "Exit codes: 0 success, 1 failure, 2 wrong command.");
		CommandSpec status = command("status", "Shows the node and its workers.").addOption(flag("As JSON.", JSON))
			.addOption(flag("Goes on showing.", "-w", WATCH));
		CommandSpec logs = command("logs", "Shows what workers wrote last.")
			.addOption(flag("Goes on showing.", "-f", FOLLOW))
			.addOption(OptionSpec.builder("-n", WORKER)
				.type(Integer.class)
				.paramLabel("SLOT")
				.description("Only of the worker in this slot.")
				.build());
		root.addSubcommand("status", status)
			.addSubcommand("reload",
					wish("reload", "Runs what the jar holds now, one worker after the other.")
						.addOption(flag("On all nodes, one after the other.", NODES)))
			.addSubcommand("rollback", wish("rollback", "Runs the release before this one again."))
			.addSubcommand("scale",
					wish("scale", "Keeps another number of workers.").addPositional(number("WORKERS", true)))
			.addSubcommand("restart",
					wish("restart", "Replaces one worker, or all, by the next life of the same release.")
						.addPositional(number("SLOT", false)))
			.addSubcommand("drain",
					wish("drain",
							"Keeps new requests from a worker, which lives on; has the whole node say that it drains.")
						.addPositional(number("SLOT", false)))
			.addSubcommand("resume",
					wish("resume", "Lets requests come to a drained worker, or to the node, again.")
						.addPositional(number("SLOT", false)))
			.addSubcommand("dump",
					wish("dump", "Writes down what a worker is doing.").addPositional(number("SLOT", true)))
			.addSubcommand("train",
					wish("train",
							"Makes the archive from which later workers start faster, also where nothing runs yet."))
			.addSubcommand("upgrade", wish("upgrade", "Lets a new primary, from the jar as it is now, take over."))
			.addSubcommand("stop", wish("stop", "Drains and stops everything."))
			.addSubcommand("logs", logs)
			.addSubcommand("check", command("check", "Reads every setting that a start would, and starts nothing."));
		return new CommandLine(root);
	}

	private static CommandSpec command(String name, String description) {
		CommandSpec command = CommandSpec.create().name(name);
		command.usageMessage().description(description);
		return command
			.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this help.").build());
	}

	private static CommandSpec wish(String name, String description) {
		return command(name, description).addOption(flag("Tells what happens, and how it ends.", WAIT))
			.addOption(flag("Answers with JSON.", JSON));
	}

	private static OptionSpec flag(String description, String... names) {
		return OptionSpec.builder(names).type(boolean.class).description(description).build();
	}

	private static PositionalParamSpec number(String label, boolean required) {
		return PositionalParamSpec.builder()
			.index("0")
			.type(Integer.class)
			.arity(required ? "1" : "0..1")
			.required(required)
			.paramLabel(label)
			.build();
	}

	/**
	 * Carry out what was typed.
	 * @param result what was typed
	 * @param conversation speaks with the primary
	 * @return the code to exit with
	 */
	static int carryOut(ParseResult result, Conversation conversation) {
		ParseResult command = result.subcommand();
		if (command == null) {
			throw new ParameterException(result.commandSpec().commandLine(), "Name a command.");
		}
		String name = command.commandSpec().name();
		return switch (name) {
			case "status" -> conversation.show(command.hasMatchedOption(JSON), command.hasMatchedOption(WATCH));
			case "logs" ->
				conversation.logs(command.matchedOptionValue(WORKER, null), command.hasMatchedOption(FOLLOW));
			case "check" -> conversation.check();
			case "train" -> conversation.train(command.hasMatchedOption(WAIT), command.hasMatchedOption(JSON));
			default -> conversation.ask(wish(command), command.hasMatchedOption(WAIT), command.hasMatchedOption(JSON));
		};
	}

	private static Wish wish(ParseResult command) {
		Action action = Action.valueOf(command.commandSpec().name().toUpperCase(Locale.ROOT));
		@Nullable Integer number = command.matchedPositionalValue(0, null);
		try {
			if (action == Action.RELOAD && command.hasMatchedOption(NODES)) {
				return Wish.everywhere(action);
			}
			return (action == Action.SCALE) ? new Wish(action, null, number) : new Wish(action, number, null);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(command.commandSpec().commandLine(), ex.getMessage());
		}
	}

}
