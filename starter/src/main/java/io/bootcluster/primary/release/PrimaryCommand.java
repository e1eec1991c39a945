package io.bootcluster.primary.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rebuilds this JVM's command line for another primary, which gets each argument that
 * this one got. Not for workers, whose heap is their own. Pure.
 */
public final class PrimaryCommand {

	/**
	 * Whom systemd's watchdog was to watch at first.
	 */
	private static final String WATCHED_PROCESS = "WATCHDOG_PID";

	private PrimaryCommand() {
	}

	/**
	 * Return the command that starts another primary.
	 * @param jvm how this JVM was started, with a jar
	 * @return the program and its arguments
	 */
	public static List<String> of(ThisJvm jvm) {
		List<String> command = new ArrayList<>();
		command.add(jvm.javaHome().resolve("bin").resolve("java").toString());
		command.addAll(jvm.jvmArguments());
		command.addAll(List.of("-jar", jvm.jar().orElseThrow()));
		command.addAll(jvm.arguments());
		return List.copyOf(command);
	}

	/**
	 * Take from an environment what the arguments have already, and what is said to this
	 * process alone.
	 * @param environment a copy of the variables, changed in place
	 */
	public static void clean(Map<String, String> environment) {
		WorkerCommand.clean(environment);
		environment.remove(WATCHED_PROCESS);
	}

}
