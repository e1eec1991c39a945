package io.bootcluster.nginx;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The script that follows the nodes, with a node and an Nginx that do as they are told.
 */
class FollowUpstreamTests {

	private static final Path SCRIPT = Path.of("..", "nginx", "follow-upstream");

	private final Commands commands = new Commands.Processes(Duration.ofSeconds(30));

	private final String good = Nodes.block()
		.write(Nodes.view(Nodes.serving("a", "10.0.0.1:80", 1), Nodes.node("b", "[::1]:80", "draining", 1)))
		.orElseThrow();

	@TempDir
	private Path directory;

	private HttpServer node;

	private String answer = this.good;

	private String asked = "";

	@BeforeEach
	void start() throws IOException {
		assumeTrue(Stream.of("curl", "wget").anyMatch((tool) -> this.commands.run(List.of(tool, "--version")).good()),
				"skipped: neither curl nor wget on the path");
		this.node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.node.createContext("/", this::answer);
		this.node.start();
		Files.writeString(this.directory.resolve("nginx"), """
				echo "$*" >>"${0%/*}/calls"
				case "$*" in
				*-v*) echo 'nginx version: nginx/1.28.0' ;;
				*-t*) ! grep -q 10.0.0.66 "${0%/*}/upstream.conf" || { echo bad; exit 1; } ;;
				esac
				""");
	}

	@AfterEach
	void stop() {
		if (this.node != null) {
			this.node.stop(0);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.asked = exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Key");
		byte[] body = this.answer.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(body.length > 0 ? 200 : 503, (body.length > 0) ? body.length : -1);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sh", "dash", "bash --posix", "busybox sh" })
	void onceBringsTheBlockAndReloads(String shell) throws IOException {
		assumeTrue(this.commands.run(Commands.words(shell + " -c true")).good(), "skipped: no " + shell);
		assertThat(once(shell).output()).contains("1 nodes get requests");
		assertThat(Files.readString(file())).isEqualTo(this.good);
		assertThat(calls()).containsExactly("-v", "-t -q", "-s reload");
		assertThat(this.asked).isEqualTo("/actuator/nginx?version=1.28.0 secret");
		assertThat(once(shell).good()).isTrue();
		assertThat(calls()).containsExactly("-v", "-t -q", "-s reload", "-v");
	}

	@Test
	void onceWhenNginxRefusesKeepsTheLastGoodBlock() throws IOException {
		once("sh");
		this.answer = this.good.replace("10.0.0.1", "10.0.0.66");
		assertThat(once("sh").good()).isFalse();
		assertThat(Files.readString(file())).isEqualTo(this.good);
		assertThat(calls()).endsWith("-v", "-t -q");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no", "upstream bootcluster {\n}\n",
			"upstream bootcluster {\n    server a:1;\n}\nserver {\n}\n", "upstream bootcluster {\n    server a:1;\n",
			"upstream bootcluster {\n    server a:1; include /etc/passwd;\n}\n",
			"upstream bootcluster {\n    server a:1;\n}\nupstream other {\n    server a:1;\n}\n",
			"upstream bootcluster {\n    server unix:/run/x;\n}\n",
			"include x;\nupstream bootcluster {\n    server a:1;\n}\n" })
	void onceWhenThereIsNoBlockLeavesTheFile(String other) throws IOException {
		once("sh");
		this.answer = other;
		assertThat(once("sh").good()).isFalse();
		assertThat(Files.readString(file())).isEqualTo(this.good);
		assertThat(calls()).containsExactly("-v", "-t -q", "-s reload", "-v");
	}

	@Test
	void onceWhenThePictureMayBeOldLeavesTheFile() throws IOException {
		once("sh");
		this.answer = Nodes.block()
			.write(Nodes.view(Nodes.serving("a", "10.0.0.1:80", 9)).withProblem("no Redis"))
			.orElseThrow();
		assertThat(once("sh").good()).isFalse();
		assertThat(Files.readString(file())).isEqualTo(this.good);
	}

	private Commands.Ended once(String shell) throws IOException {
		Path fields = Files.writeString(this.directory.resolve("fields"), "X-Key: secret\n");
		return this.commands.run(Stream.concat(Stream.of(shell.split(" ")),
				Stream.of(SCRIPT.toString(), "-1", "-o", file().toString(), "-H", fields.toString(), "-c",
						"sh " + this.directory.resolve("nginx"),
						"http://127.0.0.1:" + this.node.getAddress().getPort()))
			.toList());
	}

	private Path file() {
		return this.directory.resolve("upstream.conf");
	}

	private List<String> calls() throws IOException {
		return Files.readAllLines(this.directory.resolve("calls"));
	}

}
