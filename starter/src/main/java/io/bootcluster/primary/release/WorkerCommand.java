package io.bootcluster.primary.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rebuilds this JVM's command line for a worker: the same Java, the same application with
 * the same arguments in the same order, a heap of its own. Pure.
 */
public final class WorkerCommand {

	/**
	 * Variables that add arguments to a JVM: this one's list of arguments has them
	 * already.
	 */
	private static final Set<String> ARGUMENT_VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
			"_JAVA_OPTIONS");

	private WorkerCommand() {
	}

	/**
	 * Return the command that starts a worker.
	 * @param jvm how this JVM was started
	 * @param worker what is particular to the worker
	 * @param origin what it is started from
	 * @return the program and its arguments
	 */
	public static List<String> of(ThisJvm jvm, WorkerJvm worker, Origin origin) {
		List<String> command = new ArrayList<>();
		command.add(jvm.javaHome().resolve("bin").resolve("java").toString());
		command.addAll(origin.arguments());
		command.addAll(jvmArguments(jvm, worker));
		origin.jar()
			.map(Path::toString)
			.or(jvm::jar)
			.ifPresentOrElse((jar) -> command.addAll(List.of("-jar", jar)), () -> {
				command.addAll(List.of("-cp", jvm.classPathWithoutAgents()));
				command.add(jvm.mainClass());
			});
		command.addAll(jvm.arguments());
		return List.copyOf(command);
	}

	/**
	 * Return the arguments that a worker's JVM gets whatever it is started from.
	 * @param jvm how this JVM was started
	 * @param worker what is particular to the worker
	 * @return the arguments
	 */
	static List<String> jvmArguments(ThisJvm jvm, WorkerJvm worker) {
		boolean ownCollector = CopiedArguments.chooseCollector(worker.arguments());
		List<String> copied = CopiedArguments.of(jvm.jvmArguments(), ownCollector);
		List<String> arguments = new ArrayList<>();
		arguments.addAll(worker.ownArguments(ownCollector || CopiedArguments.chooseCollector(copied)));
		arguments.addAll(copied);
		arguments.addAll(worker.arguments());
		return arguments;
	}

	/**
	 * Make this process's environment that of a worker.
	 * @param environment a copy of the variables, changed in place
	 */
	public static void clean(Map<String, String> environment) {
		environment.keySet().removeAll(ARGUMENT_VARIABLES);
	}

}
