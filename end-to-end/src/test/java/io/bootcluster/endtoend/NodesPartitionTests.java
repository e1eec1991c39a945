package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.NginxServer;
import io.bootcluster.endtoend.harness.NodeHost;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.ticking.Ticks;
import io.bootcluster.endtoend.ticking.TickingNodes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What each side does when a node is cut off is what {@code docs/nodes.md} says, and
 * there never are two leaders.
 */
class NodesPartitionTests {

	private static final Log logger = LogFactory.getLog(NodesPartitionTests.class);

	private static final Map<String, String> BOTH = Map.of("far", "serving", "near", "serving");

	private static final Map<String, String> NEAR = Map.of("near", "serving");

	/** The expiry, a look and the quiet period. */
	private static final Duration MISSED = Duration.ofSeconds(7);

	/** Each of the two processes of Nginx keeps one, since requests came one by one. */
	private static final int KEPT_CONNECTIONS = 2;

	@TempDir
	private Path directory;

	private Cluster near;

	private NginxServer nginx;

	private NodeHost host;

	private int port;

	@Test
	void nodeThatIsCutOffDoesWhatItSaysAndNeverLeadsBesideAnother() throws Exception {
		NodeHost host = NodeHost.connect().orElse(null);
		assumeTrue(host != null, "Network namespaces need root and ip");
		assumeTrue(NginxServer.isInstalled(), "There is no nginx on this machine");
		Path file = this.directory.resolve("ticks");
		try (host; RedisServer redis = new RedisServer(NodeHost.REDIS)) {
			Launch launch = TickingNodes.launch("far", file, NodeHost.REDIS + ":" + redis.port());
			Run far = launch.with("--bootcluster.nodes.address=" + NodeHost.ADDRESS + ":" + launch.port())
				.within(host.prefix())
				.start();
			this.host = host;
			this.port = far.port();
			try (far) {
				TickingNodes.await("the far node leads", () -> farView().lead().equals("far"));
				try (Cluster cluster = TickingNodes.launch("near", file, "127.0.0.1:" + redis.port()).serving();
						NginxServer server = NginxServer.following(this.directory.resolve("nginx"),
								List.of("http://127.0.0.1:" + cluster.port()))) {
					this.near = cluster;
					this.nginx = server;
					TickingNodes.await("both are seen", () -> sees(BOTH) && farView().nodes().equals(BOTH));
					TickingNodes.await("Nginx knows both", () -> server.servers().size() == BOTH.size());
					cutOffFromRedis();
					cutOffFromClients();
					cutOffFromBoth();
					Ticks ticks = Ticks.read(file, cluster.output());
					TickingNodes.assertNeverTwoLeaders(ticks);
					logger.info(ticks.runs().size() + " runs by "
							+ ticks.runs().stream().map(Ticks.Run::token).distinct().count() + " leaders");
				}
			}
		}
	}

	/**
	 * It serves and shows what it knew, leads no more, and is missed by the others.
	 */
	private void cutOffFromRedis() throws Exception {
		this.host.pull(NodeHost.Cable.REDIS);
		check("missed without Redis", TickingNodes.await("near misses far", () -> sees(NEAR)));
		TickingNodes.await("near leads", () -> this.near.view().lead().equals("near"));
		View far = farView();
		assertThat(far.nodes()).isEqualTo(BOTH);
		assertThat(far.nodesProblem()).contains("Redis has not answered since");
		assertThat(far.lead()).isEmpty();
		assertThat(isAnsweringClients()).isTrue();
		this.host.plugIn(NodeHost.Cable.REDIS);
		TickingNodes.await("both are seen again", () -> sees(BOTH) && farView().nodesProblem().isEmpty());
		assertThat(farView().lead()).isEqualTo("near");
	}

	/**
	 * It stays registered, since it lives: only who sends it requests can know. Nginx
	 * passes it over, but for requests that go over connections which it has kept.
	 */
	private void cutOffFromClients() throws Exception {
		TickingNodes.await("Nginx knows both again", () -> this.nginx.servers().size() == BOTH.size());
		this.nginx.awaitAnswers(MISSED);
		Client client = new Client(this.nginx.port());
		for (int i = 0; i < 20; i++) {
			assertThat(client.get("/").status()).isLessThan(500);
		}
		this.host.pull(NodeHost.Cable.CLIENTS);
		assertThat(isAnsweringClients()).isFalse();
		List<CompletableFuture<Answer>> requests = new ArrayList<>();
		long until = System.nanoTime() + Duration.ofSeconds(8).toNanos();
		TickingNodes.await("time passes", () -> {
			assertThat(this.near.view().nodes()).isEqualTo(BOTH);
			requests.add(client.sendLater(Request.get("/")));
			return System.nanoTime() - until > 0;
		});
		assertThat(farView().nodesProblem()).isEmpty();
		TickingNodes.await("Nginx passes over who does not answer",
				() -> requests.stream().filter((request) -> !request.isDone()).count() <= KEPT_CONNECTIONS);
		assertThat(requests).hasSizeGreaterThan(20);
		assertThat(requests.stream().filter(CompletableFuture::isDone))
			.allSatisfy((request) -> assertThat(request.get().status()).isLessThan(500));
		this.host.plugIn(NodeHost.Cable.CLIENTS);
		TickingNodes.await("clients are answered again", this::isAnsweringClients);
	}

	private void cutOffFromBoth() throws Exception {
		this.host.pull(NodeHost.Cable.CLIENTS);
		this.host.pull(NodeHost.Cable.REDIS);
		check("missed without anything", TickingNodes.await("near misses far", () -> sees(NEAR)));
		TickingNodes.await("Nginx sends requests to near only", () -> this.nginx.servers().size() == NEAR.size());
		assertThat(farView().lead()).isEmpty();
		assertThat(farView().json().path("node").path("state").asString()).isEqualTo("serving");
		this.host.plugIn(NodeHost.Cable.CLIENTS);
		this.host.plugIn(NodeHost.Cable.REDIS);
		TickingNodes.await("both are seen again", () -> sees(BOTH) && farView().nodesProblem().isEmpty());
	}

	private static void check(String what, long millis) {
		Deadline.check("a node that is cut off is " + what, Duration.ofMillis(millis), MISSED);
	}

	private boolean sees(Map<String, String> nodes) throws IOException {
		return this.near.view().nodes().equals(nodes);
	}

	private View farView() {
		return new View(new JsonMapper().readTree(this.host.ask(this.port, "/actuator/cluster")));
	}

	private boolean isAnsweringClients() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(NodeHost.ADDRESS, this.port), 1000);
			socket.setSoTimeout(3000);
			socket.getOutputStream()
				.write("GET /actuator/cluster HTTP/1.1\r\nHost: far\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return socket.getInputStream().readNBytes(12).length == 12;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
