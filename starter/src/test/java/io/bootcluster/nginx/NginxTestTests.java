package io.bootcluster.nginx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.NodesView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real Nginx accepts what is written. It is the one on the path, or the one that the
 * system property {@code nginx} names.
 */
class NginxTestTests {

	private static final String NGINX = System.getProperty("nginx", "nginx");

	private final Commands commands = new Commands.Processes(Duration.ofSeconds(30));

	@TempDir
	Path directory;

	private NginxVersion version = NginxVersion.OLDEST;

	@BeforeEach
	void askForVersion() throws IOException {
		Commands.Ended told = this.commands.run(List.of(NGINX, "-v"));
		assumeTrue(told.good(), "skipped: no nginx on the path, apt-get install nginx");
		this.version = NginxVersion.toldBy(told.output()).orElseThrow();
		Files.writeString(this.directory.resolve("nginx.conf"), """
				pid nginx.pid;
				error_log stderr;
				events {}
				http {
				    access_log off;
				    client_body_temp_path body;
				    proxy_temp_path proxy;
				    fastcgi_temp_path fastcgi;
				    uwsgi_temp_path uwsgi;
				    scgi_temp_path scgi;
				    include upstream.conf;
				    server { listen unix:nginx.sock; location / { proxy_pass http://bootcluster; } }
				}
				""");
	}

	@Test
	void everyKindOfNodeIsAccepted() {
		accepts(Nodes.view(Nodes.serving("a", "10.0.0.1:80", 2)));
		accepts(Nodes.view(Nodes.serving("a", "[::1]:80", 2), Nodes.node("b", "10.0.0.2:65535", "draining", 1),
				Nodes.node("c", "localhost:80", "starting", 0)));
		accepts(Nodes.view(Nodes.node("b", "10.0.0.2:65535", "draining", 1)));
	}

	@Test
	void hostileNodesAreAccepted() {
		List<String> hostile = List.of("", "a\n}", "a;", "a{", "#", "\\", "\"", "'", "$a", "${a}", "\r", "\u0000", "ü",
				"\u2028}", "}\n}\nserver { listen 1; }", "a".repeat(5000), "-", "include /etc/passwd;");
		NodesView.Node[] nodes = hostile.stream()
			.flatMap((text) -> List
				.of(Nodes.serving(text, "10.0.0.1:80", 1), Nodes.serving("n", text, 1), Nodes.serving(text, text, -1),
						Nodes.serving("n", text + ":80", 1), Nodes.serving("n", "10.0.0.1:80" + text, 1),
						Nodes.node("n", "10.0.0.2:80", text, Integer.MAX_VALUE))
				.stream())
			.toArray(NodesView.Node[]::new);
		accepts(Nodes.view(nodes).withProblem(String.join("", hostile)));
	}

	@Test
	void settingsAreAccepted() {
		accepts(Nodes.view(Nodes.serving("a", "web-1.invalid:80", 2), Nodes.serving("b", "10.0.0.1:80", 1000)),
				Map.of("bootcluster.nginx.resolver", "127.0.0.1:53", "bootcluster.nginx.keepalive", "1",
						"bootcluster.nginx.zone", "64KB", "bootcluster.nginx.max-fails", "0",
						"bootcluster.nginx.fail-timeout", "1500ms"));
	}

	private void accepts(NodesView view) {
		accepts(view, Map.of());
	}

	private void accepts(NodesView view, Map<String, ?> settings) {
		NodesView known = this.version.isAtLeast(NginxVersion.RESOLVE) ? view
				: new NodesView(view.nodes().stream().filter((node) -> !node.address().contains("invalid")).toList(),
						null, null, view.problem());
		Optional<String> block = Nodes.block(this.version, settings).write(known);
		UpstreamFile file = new UpstreamFile(this.directory.resolve("upstream.conf"),
				List.of(NGINX, "-e", "stderr", "-p", this.directory.toString(), "-c", "nginx.conf", "-t"),
				List.of("true"), this.commands);
		UpstreamFile.Outcome outcome = file.bring(block.orElseThrow());
		assertThat(outcome.kind().isInForce()).as(outcome.reason() + "\n" + block.get()).isTrue();
	}

}
