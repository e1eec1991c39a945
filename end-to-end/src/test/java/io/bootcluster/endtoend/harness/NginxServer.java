package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * A real Nginx with the configuration of this project, in a directory of its own: nothing
 * in it is changed but paths and the port.
 */
public final class NginxServer implements AutoCloseable {

	private static final Path CONFIGURATION = Path.of("..", "nginx").toAbsolutePath().normalize();

	private static final int IN_A_ROW = 50;

	private final int port = Launch.freePort();

	private final Path directory;

	private final Process process;

	private NginxServer(Path directory, List<String> seeds) throws IOException {
		this.directory = directory;
		copy();
		List<String> command = new ArrayList<>();
		if (seeds.isEmpty()) {
			Files.copy(CONFIGURATION.resolve("bootcluster").resolve("upstream.conf"), upstream());
			command.addAll(List.of(command().split(" ")));
			command.addAll(List.of("-g", "daemon off;"));
		}
		else {
			command.addAll(List.of("sh", CONFIGURATION.resolve("follow-upstream").toString(), "-o",
					upstream().toString(), "-c", command()));
			command.addAll(seeds);
		}
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve("output").toFile())
			.start();
	}

	/**
	 * Return whether there is an Nginx on this machine.
	 * @return whether there is
	 */
	public static boolean isInstalled() {
		return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
			.anyMatch((path) -> Files.isExecutable(Path.of(path)));
	}

	/**
	 * Start one whose upstream block somebody else writes.
	 * @param directory an empty directory
	 * @return the server
	 */
	public static NginxServer alone(Path directory) throws IOException {
		return new NginxServer(Files.createDirectories(directory), List.of()).alive();
	}

	/**
	 * Start one below the script that follows the nodes.
	 * @param directory an empty directory
	 * @param seeds the nodes to ask first
	 * @return the server
	 */
	public static NginxServer following(Path directory, List<String> seeds) throws IOException {
		return new NginxServer(Files.createDirectories(directory), seeds).alive();
	}

	private NginxServer alive() {
		await("Nginx answers").atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.until(() -> new Client(this.port).get("/.nginx-alive").status() == 200);
		return this;
	}

	/**
	 * Wait until it sends requests to nodes: that its block names some does not mean that
	 * it has read it, nor that none of its processes is left that has not.
	 * @param bound how long that may take
	 */
	public void awaitAnswers(Duration bound) {
		Client client = new Client(this.port);
		await("requests are answered by nodes").atMost(bound).ignoreExceptions().until(() -> {
			for (int i = 0; i < IN_A_ROW; i++) {
				if (client.get("/").status() >= 500) {
					return false;
				}
			}
			return true;
		});
	}

	private void copy() throws IOException {
		try (Stream<Path> files = Files.walk(CONFIGURATION)) {
			for (Path file : files.toList()) {
				Path target = this.directory.resolve("etc").resolve(CONFIGURATION.relativize(file).toString());
				if (Files.isDirectory(file)) {
					Files.createDirectories(target);
				}
				else {
					Files.writeString(target, moved(Files.readString(file)));
				}
			}
		}
		Files.createDirectories(this.directory.resolve("log"));
		Files.writeString(this.directory.resolve("etc").resolve("mime.types"),
				"types { text/html html; application/json json; }\n");
	}

	private String moved(String text) {
		return text.replace("/etc/nginx", this.directory.resolve("etc").toString())
			.replace("/var/log/nginx", this.directory.resolve("log").toString())
			.replace("/var/lib/bootcluster", this.directory.toString())
			.replace("listen 80 ", "listen 127.0.0.1:" + this.port + " ")
			.replace("#user www-data;", "user root;")
			.replace("worker_processes auto", "worker_processes 2")
			.replace("events {", "pid " + this.directory + "/nginx.pid;\nevents {")
			.replace("http {\n",
					Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
						.map((use) -> use + "_temp_path " + this.directory + "/" + use + ";\n")
						.reduce("http {\n", String::concat));
	}

	/**
	 * Return the command that any use of this Nginx begins with.
	 * @return words with blanks between them
	 */
	public String command() {
		return "nginx -e " + this.directory + "/log/error.log -c " + this.directory + "/etc/nginx.conf";
	}

	public int port() {
		return this.port;
	}

	/**
	 * Return the file with the upstream block.
	 * @return the path
	 */
	public Path upstream() {
		return this.directory.resolve("upstream.conf");
	}

	/**
	 * Return what Nginx reads of the upstream block, that is all but comments.
	 * @return the lines
	 */
	public List<String> block() {
		try {
			return Files.readAllLines(upstream())
				.stream()
				.map((line) -> line.replaceFirst("\\s*#.*", "").strip())
				.filter((line) -> !line.isEmpty())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the lines of servers that get requests.
	 * @return the lines, without backups
	 */
	public List<String> servers() {
		return block().stream()
			.filter((line) -> line.startsWith("server ") && !line.matches(".* (down|drain|backup);"))
			.toList();
	}

	/**
	 * Return what was logged of errors.
	 * @return the text
	 */
	public String log() throws IOException {
		return Files.readString(this.directory.resolve("log").resolve("error.log"));
	}

	public String output() throws IOException {
		return Files.readString(this.directory.resolve("output"));
	}

	@Override
	public void close() {
		List<ProcessHandle> all = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				throw new AssertionError("Nginx does not stop");
			}
			await("no process left").atMost(Duration.ofSeconds(20))
				.until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.process.destroyForcibly();
			all.forEach(ProcessHandle::destroyForcibly);
		}
	}

}
