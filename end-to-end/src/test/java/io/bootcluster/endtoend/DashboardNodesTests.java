package io.bootcluster.endtoend;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Browser;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.ticking.TickingNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where nodes are registered, the page of each shows all of them.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DashboardNodesTests {

	private static final String OWN = "#nodes [data-own=true]";

	private static final String OTHER = "#nodes [data-own=false]";

	@TempDir
	private Path directory;

	@Test
	void pageOfOneNodeShowsWhatBecomesOfTheOther() throws Exception {
		try (RedisServer redis = new RedisServer();
				Run first = launch("north", redis).start();
				Run second = launch("south", redis).start();
				Cluster north = Cluster.serving(first, 1);
				Cluster south = Cluster.serving(second, 1);
				Browser browser = Browser.of(north.port())) {
			browser.look(1440, 900, true);
			browser.openDashboard();
			browser.await("both serve",
					() -> browser.text(OWN).contains("Serving") && browser.text(OTHER).contains("Serving"));
			assertThat(browser.text(OWN)).contains("north", "1 worker ");
			assertThat(browser.text(OTHER)).contains("south", "1 worker ");
			browser.await("one leads",
					() -> List.of(browser.text(OWN), browser.text(OTHER))
						.stream()
						.filter((card) -> card.contains("leads"))
						.count() == 1);
			assertThat(browser.run("return document.querySelectorAll('[data-action]').length"))
				.as("buttons, where the cluster endpoint has its default access")
				.isEqualTo(0L);
			browser.keepPicture(Path.of("target", "screenshots", "dashboard-nodes-1440-dark.png"));
			assertThat(browser.barriers()).isEqualTo(List.of());
			south.run().signal(Signal.TERM);
			browser.await("the other one drains", () -> browser.text(OTHER).contains("Draining"));
			browser.await("it is gone", () -> !browser.has(OTHER));
			browser.await("its neighbour leads", () -> browser.text(OWN).contains("leads"));
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private Launch launch(String id, RedisServer redis) {
		return TickingNodes.launch(id, this.directory.resolve("ticks"), "127.0.0.1:" + redis.port())
			.with("--management.endpoints.web.exposure.include=cluster,clusterui");
	}

}
