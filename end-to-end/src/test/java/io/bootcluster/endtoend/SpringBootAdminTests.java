package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.TestApp;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Spring Boot Admin server sees one instance for the node, which neither comes nor goes
 * with workers.
 */
class SpringBootAdminTests {

	private static final Duration BOUND = Duration.ofSeconds(180);

	private static final String REGISTERED = "Application registered itself";

	private final Launch launch = TestApp.ADMIN_SERVER.launch()
		.with("--spring.boot.admin.monitor.status-interval=2s", "--spring.boot.admin.monitor.status-lifetime=1s",
				"--spring.boot.admin.monitor.default-timeout=2s");

	@Test
	void nodeIsRegisteredOnceUntilItEndsWhateverBecomesOfItsWorkers() throws IOException {
		try (Run first = server(); Cluster cluster = node().serving()) {
			Instance instance = awaitUp(first);
			assertThat(instance.json().path("tags").path("node").asString())
				.isEqualTo(cluster.view().json().path("node").path("id").asString());
			assertThat(instance.workers().propertyNames()).containsExactlyInAnyOrder("1.1", "2.1");
			assertThat(cluster.output().awaitMatching(REGISTERED)).singleElement()
				.asString()
				.contains("[worker-" + leader(cluster) + "]");
			killTheLeader(cluster, first);
			stopTheLeader(cluster);
			assertThat(cluster.reload(BOUND).state()).isEqualTo("done");
			awaitUp(first);
			assertThat(events(first)).startsWith("REGISTERED", "STATUS_CHANGED")
				.doesNotContain("REGISTRATION_UPDATED", "DEREGISTERED")
				.containsOnlyOnce("REGISTERED");
			first.close();
			try (Run second = server()) {
				awaitUp(second);
				cluster.run().signal(Signal.TERM);
				assertThat(cluster.run().exitCode(BOUND)).isZero();
				assertThat(instances(second)).isEmpty();
				assertThat(events(second)).endsWith("DEREGISTERED")
					.containsOnlyOnce("DEREGISTERED")
					.containsOnlyOnce("REGISTERED");
			}
			assertThat(cluster.output().matching("Failed to deregister")).isEmpty();
		}
	}

	private void killTheLeader(Cluster cluster, Run server) throws IOException {
		View.Worker leader = leader(cluster);
		cluster.kill(leader);
		await("a worker less is seen").atMost(BOUND).until(() -> statuses(server).contains("DEGRADED"));
		cluster.awaitReplaced(leader, BOUND);
		awaitUp(server);
	}

	private static void stopTheLeader(Cluster cluster) throws IOException {
		View.Worker leader = leader(cluster);
		Signal.TERM.send(leader.pid());
		cluster.awaitReplaced(leader, BOUND);
	}

	private static View.Worker leader(Cluster cluster) throws IOException {
		return cluster.workers().stream().filter(View.Worker::isLeader).findFirst().orElseThrow();
	}

	private Run server() {
		Run server = this.launch.start();
		await("the server answers").atMost(BOUND)
			.ignoreExceptions()
			.until(() -> server.client().get("/instances").status() == 200);
		return server;
	}

	private Launch node() {
		Launch node = TestApp.SECURED.launch().workers(2);
		return node.with("--open-paths=/actuator/**", "--bootcluster.session.redis=off",
				"--bootcluster.nodes.address=127.0.0.1:" + node.port(),
				"--management.endpoint.health.show-details=always",
				"--management.endpoints.web.exposure.include=health,cluster",
				"--spring.boot.admin.client.url=http://127.0.0.1:" + this.launch.port(),
				"--spring.boot.admin.client.period=1s", "--spring.boot.admin.client.auto-deregistration=true");
	}

	private static Instance awaitUp(Run server) {
		return await("the instance is up").atMost(BOUND)
			.until(() -> instance(server), (found) -> found.filter((one) -> one.status().equals("UP")).isPresent())
			.orElseThrow();
	}

	private static Optional<Instance> instance(Run server) throws IOException {
		List<Instance> instances = instances(server);
		assertThat(instances).hasSizeLessThan(2);
		return instances.stream().findFirst();
	}

	private static List<Instance> instances(Run server) throws IOException {
		return StreamSupport.stream(server.client().get("/instances").ok().json().spliterator(), false)
			.map(Instance::new)
			.toList();
	}

	private static List<String> events(Run server) throws IOException {
		return history(server).map((event) -> event.path("type").asString()).toList();
	}

	private static List<String> statuses(Run server) throws IOException {
		return history(server).map((event) -> event.path("statusInfo").path("status").asString("")).toList();
	}

	private static Stream<JsonNode> history(Run server) throws IOException {
		return StreamSupport.stream(server.client().get("/instances/events").ok().json().spliterator(), false);
	}

	/**
	 * What the server knows of an instance.
	 *
	 * @param json its words
	 */
	private record Instance(JsonNode json) {

		String status() {
			return this.json.path("statusInfo").path("status").asString();
		}

		JsonNode workers() {
			return this.json.path("statusInfo").path("details").path("cluster").path("details").path("workers");
		}

	}

}
