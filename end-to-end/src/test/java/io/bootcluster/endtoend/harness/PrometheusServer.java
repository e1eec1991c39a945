package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus that scrapes one node every three seconds, which is longer than
 * workers wait for each other.
 */
public final class PrometheusServer implements AutoCloseable {

	private static final Path COMMAND = Path.of("/usr/bin/prometheus");

	private static final String CONFIGURATION = """
			global:
			  scrape_interval: 3s
			  scrape_timeout: 3s
			scrape_configs:
			  - job_name: bootcluster
			    metrics_path: /actuator/prometheus
			    static_configs:
			      - targets: ["127.0.0.1:%d"]
			""";

	private final int port = Launch.freePort();

	private final Path log;

	private final Process process;

	private PrometheusServer(Path directory, int target) throws IOException {
		Path configuration = Files.writeString(directory.resolve("prometheus.yml"), CONFIGURATION.formatted(target));
		this.log = directory.resolve("log");
		this.process = new ProcessBuilder(COMMAND.toString(), "--config.file=" + configuration,
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + this.port)
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
	}

	/**
	 * Return whether there is a Prometheus on this machine.
	 * @return whether there is
	 */
	public static boolean isInstalled() {
		return Files.isExecutable(COMMAND);
	}

	/**
	 * Start one.
	 * @param directory an empty directory
	 * @param target the port of the node
	 * @return the server, which has scraped once
	 */
	public static PrometheusServer scraping(Path directory, int target) throws IOException {
		PrometheusServer server = new PrometheusServer(Files.createDirectories(directory), target);
		try {
			await("first scrape").atMost(Duration.ofSeconds(60))
				.ignoreExceptions()
				.until(() -> server.value("sum(up)") == 1);
			return server;
		}
		catch (Throwable ex) {
			try (server) {
				throw new IllegalStateException("Does not scrape:\n" + server.log(), ex);
			}
		}
	}

	/**
	 * Ask for a number.
	 * @param query the query, whose result is one value
	 * @return the value, or NaN if there is no result
	 */
	public double value(String query) throws IOException {
		JsonNode result = result(query);
		return result.isEmpty() ? Double.NaN : result.get(0).get("value").get(1).asDouble();
	}

	/**
	 * Ask for the values of one label.
	 * @param query the query
	 * @param label the label
	 * @return a value for each result
	 */
	public List<String> labels(String query, String label) throws IOException {
		return result(query).valueStream().map((each) -> each.get("metric").path(label).asString()).toList();
	}

	private JsonNode result(String query) throws IOException {
		Answer answer = new Client(this.port)
			.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
		return answer.ok().json().get("data").get("result");
	}

	public String log() throws IOException {
		return Files.readString(this.log);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				throw new AssertionError("Prometheus does not stop");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.process.destroyForcibly();
		}
	}

}
