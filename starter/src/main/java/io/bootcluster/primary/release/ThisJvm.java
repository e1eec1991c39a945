package io.bootcluster.primary.release;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How this JVM was started, which is how workers are to be started too.
 *
 * @param javaHome where its Java is
 * @param jvmArguments arguments to the JVM itself, those of environment variables
 * included
 * @param classPath its class path
 * @param command main class or jar, then the arguments, as {@code sun.java.command} has
 * them: an argument's borders are lost there
 * @param arguments arguments of the application
 */
public record ThisJvm(Path javaHome, List<String> jvmArguments, String classPath, String command,
		List<String> arguments) {

	private static final String AGENT = "-javaagent:";

	public ThisJvm {
		jvmArguments = List.copyOf(jvmArguments);
		arguments = List.copyOf(arguments);
	}

	/**
	 * Look at the JVM that this is.
	 * @param arguments what its main method was given
	 * @return how it was started
	 */
	public static ThisJvm look(List<String> arguments) {
		return new ThisJvm(Path.of(System.getProperty("java.home")),
				ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getProperty("java.class.path", ""),
				System.getProperty("sun.java.command", ""), arguments);
	}

	/**
	 * Return the jar of {@code java -jar}.
	 * @return the jar as it was given, or empty if a main class was
	 */
	public Optional<String> jar() {
		String jar = classPathWithoutAgents();
		boolean isMain = !jar.isEmpty() && (this.command.equals(jar) || this.command.startsWith(jar + " "));
		return isMain ? Optional.of(jar) : Optional.empty();
	}

	/**
	 * Return what tells this application from others on the machine.
	 * @return the absolute path of its jar, or its class path
	 */
	public String location() {
		return jar().map((jar) -> Path.of(jar).toAbsolutePath().normalize().toString()).orElse(this.classPath);
	}

	/**
	 * Return whether the application runs from where it was built.
	 * @return {@code true} for a class path, and a jar where Maven or Gradle puts it
	 */
	public boolean isDevelopment() {
		return jar().map((jar) -> Path.of(jar).toAbsolutePath().normalize().getParent())
			.map((directory) -> directory.endsWith("target") || directory.endsWith(Path.of("build", "libs")))
			.orElse(true);
	}

	/**
	 * Return the main class where there is no jar.
	 * @return the class's name
	 */
	String mainClass() {
		return this.command.split(" ", 2)[0];
	}

	/**
	 * HotSpot appends each agent's jar to the class path; the worker's will do so again.
	 * @return the class path as it was given
	 */
	String classPathWithoutAgents() {
		String path = this.classPath;
		for (int i = this.jvmArguments.size() - 1; i >= 0; i--) {
			String argument = this.jvmArguments.get(i);
			if (argument.startsWith(AGENT)) {
				String agent = File.pathSeparator + argument.substring(AGENT.length()).split("=", 2)[0];
				path = path.endsWith(agent) ? path.substring(0, path.length() - agent.length()) : path;
			}
		}
		return path;
	}

}
