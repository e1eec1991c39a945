package io.bootcluster.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.HeapDump;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Listeners;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cluster's secret shows nowhere, even where workers listen on loopback ports and see
 * it with each request, and where the whole actuator is exposed. To know what to look
 * for, the tests read it from the primary's own memory.
 */
class SecretsTests {

	/** What a random secret looks like, whatever its alphabet. */
	private static final Pattern RANDOM = Pattern
		.compile("(?<![A-Za-z0-9+_/.-])(?=[A-Za-z]*[0-9])[A-Za-z0-9+_-]{20,}=*(?![A-Za-z0-9/.])");

	private static final Pattern SHOWN = Pattern.compile(";k=([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])");

	@TempDir
	private static Path directory;

	private static Cluster cluster;

	private static String secret;

	@BeforeAll
	static void start() throws IOException {
		cluster = Launch.sample()
			.workers(2)
			.with("--bootcluster.worker.transport=tcp", "--bootcluster.directory=" + directory,
					"--management.endpoints.web.exposure.include=*",
					"--management.endpoint.heapdump.access=unrestricted",
					"--management.endpoint.env.show-values=always",
					"--management.endpoint.configprops.show-values=always")
			.serving();
		for (int request = 0; request < 50; request++) {
			cluster.client().get("/api/visits").ok();
		}
		secret = HeapDump.withGarbage(cluster.run().pid()).find(SHOWN).orElseThrow();
		for (int slot = 1; slot <= 2; slot++) {
			cluster.client().get("/actuator/threaddump?worker=" + slot).ok();
		}
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void whatIsLookedForOpensAWorker() throws IOException {
		for (View.Worker worker : cluster.workers()) {
			for (int port : Listeners.ports(worker.pid())) {
				assertThat(new Client(port).send(knowing("guessed")).status()).isEqualTo(403);
				new Client(port).send(knowing(secret)).ok();
				assertThat(new Client(port).send(asking("guessed")).status()).isEqualTo(403);
				assertThat(new Client(port).send(asking(token(secret))).status()).as("an unknown question")
					.isEqualTo(404);
			}
		}
	}

	private static Request knowing(String secret) {
		return Request.get("/api/whoami")
			.with("Bootcluster-Client", "a=127.0.0.1;p=1;la=127.0.0.1;lp=1;s=http;k=" + secret);
	}

	private static Request asking(String token) {
		return Request.post("/.bootcluster/ask/unheard-of").with("Bootcluster-Ask", token);
	}

	@Test
	void noProcessListShowsASecret() throws IOException {
		for (ProcessHandle process : cluster.run().children()) {
			String command = read(process.pid(), "cmdline").replace('\0', ' ');
			assertThat(command).doesNotContainIgnoringCase("requirepass").doesNotContain(secret);
			assertThat(RANDOM.matcher(command).results().map((found) -> found.group())).as(command).isEmpty();
			assertThat(read(process.pid(), "environ")).doesNotContain(secret);
		}
	}

	@Test
	void environmentOfAWorkerSaysOnlyWhichItIs() throws IOException {
		Map<String, String> primary = environment(cluster.run().pid());
		for (View.Worker worker : cluster.workers()) {
			Map<String, String> added = environment(worker.pid());
			added.entrySet().removeIf((variable) -> variable.getValue().equals(primary.get(variable.getKey())));
			assertThat(added).containsOnlyKeys("BOOTCLUSTER_WORKER", "BOOTCLUSTER_GENERATION")
				.containsEntry("BOOTCLUSTER_WORKER", Integer.toString(worker.slot()))
				.containsEntry("BOOTCLUSTER_GENERATION", Integer.toString(worker.generation()));
		}
	}

	@Test
	void noLogLineShowsASecret() {
		assertThat(cluster.output().lines()).hasSizeGreaterThan(10)
			.allSatisfy((line) -> assertThat(line).doesNotContain(secret)
				.doesNotContain(token(secret))
				.doesNotContainPattern("(?i)(secret|password|requirepass) ?[=:]"));
	}

	@Test
	void noFileOfTheClusterHoldsIt() throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			List<Path> all = files.toList();
			assertThat(all).as("the line's socket at least").anyMatch(Files::exists);
			assertThat(all.stream().filter(Files::isRegularFile)).allSatisfy(
					(file) -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(secret));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "configprops", "beans", "mappings", "conditions", "loggers", "metrics", "sessions",
			"threaddump", "info", "health", "cluster" })
	void noEndpointShowsIt(String endpoint) throws IOException {
		for (int asked = 0; asked < 2; asked++) {
			assertThat(cluster.client().get("/actuator/" + endpoint).text()).doesNotContain(secret)
				.doesNotContain(token(secret));
		}
	}

	@Test
	void noRequestShowsItToTheApplication() throws IOException {
		assertThat(cluster.client().get("/api/headers").ok().text()).doesNotContain(secret)
			.doesNotContainIgnoringCase("bootcluster");
		assertThat(cluster.client().send(Request.of("TRACE", "/api/headers")).text()).doesNotContain(secret);
		assertThat(cluster.client().get("/no-such-page").text()).doesNotContain(secret);
	}

	@Test
	void noDumpOfAWorkerShowsIt() throws IOException {
		for (View.Worker worker : cluster.workers()) {
			for (List<String> question : List.of(List.of("Thread.print"), List.of("VM.command_line"),
					List.of("VM.system_properties"))) {
				assertThat(HeapDump.ask(worker.pid(), question.toArray(String[]::new))).doesNotContain(secret);
			}
			HeapDump heap = HeapDump.of(worker.pid());
			assertThat(heap.contains("Bootcluster-Client")).as("the dump was read").isTrue();
			assertThat(heap.contains(secret)).as("heap of worker " + worker).isFalse();
			assertThat(heap.contains(token(secret))).as("siblings' token in the heap of worker " + worker).isFalse();
		}
	}

	/**
	 * What workers show each other follows from the secret.
	 */
	private static String token(String secret) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(("siblings" + secret).getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> environment(long pid) throws IOException {
		return Arrays.stream(read(pid, "environ").split("\0"))
			.filter((variable) -> variable.contains("="))
			.map((variable) -> variable.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1], (first, second) -> second));
	}

	private static String read(long pid, String file) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(pid), file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
