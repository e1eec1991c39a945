package io.bootcluster.endtoend.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/**
 * The compose file at the root, as it is, on this machine's Docker engine, in a project
 * of its own. Nothing of it is left when it is closed: no container, network or image.
 */
public final class Compose implements AutoCloseable {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final long PATIENCE_MINUTES = 8;

	private static final String CURL = "curl -fsS -m 20 http://localhost:8080";

	private final Map<String, String> environment = new HashMap<>();

	private final List<String> images = new ArrayList<>();

	private final int port = Launch.freePort();

	private Compose(String java) {
		String name = "bootcluster-test-" + ProcessHandle.current().pid();
		this.environment.put("COMPOSE_PROJECT_NAME", name);
		this.environment.put("BOOTCLUSTER_IMAGE", name);
		this.environment.put("BOOTCLUSTER_PORT", Integer.toString(this.port));
		this.environment.put("BOOTCLUSTER_JAVA", java);
	}

	/**
	 * Look for an engine and for the images that the compose file and the Dockerfile
	 * name.
	 * @return a project that is not up yet, or empty where something is not to be had
	 */
	public static Optional<Compose> ofThisMachine() {
		try {
			run(Map.of(), "docker", "info");
			run(Map.of(), "docker", "compose", "version");
		}
		catch (AssertionError | UncheckedIOException ex) {
			return Optional.empty();
		}
		boolean others = Stream.of("redis:7.4-alpine", "nginx:1.28-alpine").allMatch(Compose::isToBeHad);
		return Stream.of("25", "17")
			.filter((java) -> others && isToBeHad("eclipse-temurin:" + java + "-jre"))
			.findFirst()
			.map(Compose::new);
	}

	private static boolean isToBeHad(String image) {
		return Stream.of("docker image inspect " + image, "docker pull -q " + image).anyMatch((command) -> {
			try {
				run(Map.of(), command.split(" "));
				return true;
			}
			catch (AssertionError ex) {
				return false;
			}
		});
	}

	/**
	 * Return the port of this machine that Nginx answers on.
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Have docker compose do something with the project, and insist that it succeeds.
	 * @param arguments what, in words that have no blanks
	 * @return what it said
	 */
	public String run(String arguments) {
		return run(this.environment, ("docker compose " + arguments).split(" "));
	}

	/**
	 * Run a script of the repository on the project, and insist that it succeeds.
	 * @param path where it is, from the root
	 * @return what it said
	 */
	public String script(String path) {
		return run(this.environment, ROOT.resolve(path).toString());
	}

	/**
	 * Build the next release's image from a jar, by the Dockerfile at the root.
	 * @param jar the jar
	 */
	public void build(Path jar) throws IOException {
		this.images.add(image("{{.Id}}"));
		Path context = Files.createTempDirectory("bootcluster-image");
		Path target = Files.createDirectories(context.resolve("sample-app").resolve("target"));
		Path copy = Files.copy(jar, target.resolve("sample-app.jar"), StandardCopyOption.COPY_ATTRIBUTES);
		try {
			run(this.environment, "docker", "build", "--build-arg", "JAVA=" + this.environment.get("BOOTCLUSTER_JAVA"),
					"-t", this.environment.get("BOOTCLUSTER_IMAGE"), "-f", ROOT.resolve("Dockerfile").toString(),
					context.toString());
		}
		finally {
			Stream.of(copy, target, target.getParent(), context).map(Path::toFile).forEach(File::delete);
		}
	}

	/**
	 * Return what the image is made of.
	 * @return the layers' digests, the lowest first
	 */
	public List<String> layers() {
		return image("{{range .RootFS.Layers}}{{println .}}{{end}}").lines().toList();
	}

	private String image(String format) {
		return run(Map.of(), "docker", "image", "inspect", "-f", format, this.environment.get("BOOTCLUSTER_IMAGE"))
			.strip();
	}

	/**
	 * Return the nodes' containers.
	 * @return their ids
	 */
	public List<String> nodes() {
		return run("ps -q app").lines().sorted().toList();
	}

	/**
	 * Return what a node's actuator answers, asked from inside.
	 * @param container the node
	 * @param path what it is asked for
	 * @return the body
	 */
	public String ask(String container, String path) {
		return run(Map.of(), ("docker exec " + container + " " + CURL + path).split(" "));
	}

	public View view(String container) {
		return new View(new JsonMapper().readTree(ask(container, "/actuator/cluster")));
	}

	/**
	 * Return the lines of Nginx's upstream block that name nodes that get requests.
	 */
	public List<String> upstream() {
		Pattern node = Pattern.compile("\\s*server [0-9.]+:8080 weight=.*");
		return run("exec -T nginx cat /var/lib/bootcluster/upstream.conf").lines()
			.filter((line) -> node.matcher(line).matches() && !line.contains(" down") && !line.contains(" backup"))
			.toList();
	}

	/**
	 * Print what containers that are there have said of trouble, of lives that ended and
	 * of what Nginx was told.
	 */
	public void printNews() {
		Pattern news = Pattern.compile(" (WARN|ERROR) |is gone after|follow-upstream:");
		run("logs --no-color --no-log-prefix app nginx").lines()
			.filter((line) -> news.matcher(line).find())
			.forEach(System.out::println);
	}

	@Override
	public void close() {
		try {
			printNews();
		}
		finally {
			run("down -v --remove-orphans --rmi local");
			this.images.add(this.environment.get("BOOTCLUSTER_IMAGE"));
			run(Map.of(), "sh", "-c", "docker image rm -f " + String.join(" ", this.images) + " || true");
		}
	}

	/**
	 * Run a command at the root.
	 * @param environment further variables
	 * @param command the command
	 * @return what it said
	 */
	public static String run(Map<String, String> environment, String... command) {
		ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true)
			.directory(ROOT.toFile());
		builder.environment().keySet().removeIf((name) -> name.matches("(BOOTCLUSTER|COMPOSE|SPRING)_.*"));
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new AssertionError(
						String.join(" ", command) + " ended with " + process.exitValue() + ": " + said);
			}
			return said;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
