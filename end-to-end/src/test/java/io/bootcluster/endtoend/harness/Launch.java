package io.bootcluster.endtoend.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a cluster is to be started. Immutable; each {@code with} returns another one.
 */
public final class Launch {

	private static final int LOWEST_PORT = 16_384;

	private static final int HIGHEST_PORT = 32_000;

	/** Workers that live for seconds only are not worth the second compiler's time. */
	private static final String WORKER_JVM = "--bootcluster.worker.jvm-args=-XX:TieredStopAtLevel=1 -Xss512k";

	private static final Path CACHE = Path.of("target", "cache").toAbsolutePath();

	/**
	 * Releases are prepared once for all tests. Only those about archives have one made,
	 * which takes more time than a short life wins back.
	 */
	private static final Map<String, String> CACHES = Map.of("BOOTCLUSTER_RELEASE_DIRECTORY",
			Path.of("target", "releases").toAbsolutePath().toString(), "BOOTCLUSTER_RELEASE_STARTARCHIVE", "false",
			"XDG_CACHE_HOME", CACHE.toString());

	private static final Pattern DATABASE = Pattern
		.compile("/(h2|flyway-core|spring-jdbc|spring-boot-(flyway|jdbc))-[0-9][^/]*\\.jar$");

	private final Path java;

	private final List<String> program;

	private final List<String> jvm;

	private final List<String> arguments;

	private final Map<String, String> environment;

	private final List<String> within;

	private Launch(Path java, List<String> program, List<String> jvm, List<String> arguments,
			Map<String, String> environment, List<String> within) {
		this.java = java;
		this.program = List.copyOf(program);
		this.jvm = List.copyOf(jvm);
		this.arguments = List.copyOf(arguments);
		this.environment = Map.copyOf(environment);
		this.within = List.copyOf(within);
	}

	/**
	 * Return how the sample application is started, on a free port.
	 * @return the launch
	 */
	public static Launch sample() {
		return jar(SampleJar.path());
	}

	public static Launch jar(Path jar) {
		return program("-jar", jar.toString());
	}

	/**
	 * Return how an application is started from the class path of the tests, but for what
	 * would give it a database.
	 * @param application the main class
	 * @return the launch
	 */
	public static Launch classPath(Class<?> application) {
		String classPath = Arrays.stream(Netty.classPath().split(File.pathSeparator))
			.filter((entry) -> !DATABASE.matcher(entry).find())
			.collect(Collectors.joining(File.pathSeparator));
		return program("-cp", classPath, application.getName());
	}

	/**
	 * Return how an application is started from the class path of the tests.
	 * @param application the main class
	 * @param resources a directory ahead of that class path
	 * @return the launch
	 */
	public static Launch classPathWithDatabase(Class<?> application, Path resources) {
		return program("-cp", resources + File.pathSeparator + Netty.classPath(), application.getName());
	}

	private static Launch program(String... program) {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		return new Launch(java, List.of(program), List.of(), List.of("--server.port=" + freePort(), WORKER_JVM), CACHES,
				List.of());
	}

	/**
	 * Return the user's cache directory, as clusters under test see it.
	 * @return the directory
	 */
	public static Path cache() {
		return CACHE;
	}

	public static Path sampleJar() {
		return SampleJar.path();
	}

	public Launch workers(int workers) {
		return with("--bootcluster.workers=" + workers);
	}

	public Launch redis(RedisServer redis) {
		return with("--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + redis.port());
	}

	public Launch with(String... arguments) {
		return new Launch(this.java, this.program, this.jvm, added(this.arguments, List.of(arguments)),
				this.environment, this.within);
	}

	public Launch withJvm(String... options) {
		return new Launch(this.java, this.program, added(this.jvm, List.of(options)), this.arguments, this.environment,
				this.within);
	}

	public Launch withEnvironment(String name, String value) {
		Map<String, String> environment = new HashMap<>(this.environment);
		environment.put(name, value);
		return new Launch(this.java, this.program, this.jvm, this.arguments, environment, this.within);
	}

	public Launch withJava(Path home) {
		return new Launch(home.resolve("bin").resolve("java"), this.program, this.jvm, this.arguments, this.environment,
				this.within);
	}

	/**
	 * Return a launch whose processes can be signalled together.
	 * @return a launch in a process group of its own
	 */
	public Launch inOwnGroup() {
		return within("setsid");
	}

	/**
	 * Return a launch by another program, which becomes what it launches.
	 * @param prefix the program and its arguments
	 * @return a launch within it
	 */
	public Launch within(String... prefix) {
		return new Launch(this.java, this.program, this.jvm, this.arguments, this.environment, List.of(prefix));
	}

	/**
	 * Start it and return at once.
	 * @return the run, whose processes end when it is closed
	 */
	public Run start() {
		List<String> command = new ArrayList<>();
		command.addAll(this.within);
		command.add(this.java.toString());
		command.addAll(this.jvm);
		command.addAll(this.program);
		command.addAll(this.arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment()
			.keySet()
			.removeIf((name) -> name.startsWith("BOOTCLUSTER_") || name.startsWith("SPRING_"));
		builder.environment().putAll(this.environment);
		try {
			return new Run(builder.start(), port());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start it and wait until every worker serves.
	 * @return the cluster, whose processes end when it is closed
	 */
	public Cluster serving() {
		return Cluster.serving(start(), workers());
	}

	public int port() {
		return Integer.parseInt(lastValue("--server.port="));
	}

	private int workers() {
		return Integer.parseInt(lastValue("--bootcluster.workers="));
	}

	private String lastValue(String prefix) {
		return this.arguments.stream()
			.filter((argument) -> argument.startsWith(prefix))
			.reduce((first, second) -> second)
			.orElseThrow(() -> new IllegalStateException("No " + prefix))
			.substring(prefix.length());
	}

	private static <T> List<T> added(List<T> first, List<T> second) {
		List<T> both = new ArrayList<>(first);
		both.addAll(second);
		return both;
	}

	/**
	 * Return a port that nobody listens on, of those that the system does not give out by
	 * itself: any connection could take such a one before it is listened on.
	 * @return the port
	 */
	public static int freePort() {
		for (int tries = 0; tries < 100; tries++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Somebody does.
			}
		}
		throw new IllegalStateException("No free port");
	}

}
