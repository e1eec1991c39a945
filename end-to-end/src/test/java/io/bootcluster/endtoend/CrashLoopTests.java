package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;

import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker that never lives long is started less and less often, and the others serve on.
 */
class CrashLoopTests {

	@Test
	void crashLoopBacksOffVisiblyWhileTheOthersServe() throws IOException {
		try (Cluster cluster = Launch.sample()
			.workers(2)
			.with("--bootcluster.restart.backoff=200ms", "--spring.profiles.active=plain")
			.serving()) {
			View.Worker crashing = cluster.worker(2);
			long healthy = cluster.worker(1).pid();
			Client client = cluster.client();
			for (int life = 0; life < 4; life++) {
				awaitRestarts(cluster, life);
				cluster.worker(2).process().destroyForcibly();
				for (int i = 0; i < 50; i++) {
					client.get("/api/whoami").ok();
				}
			}
			awaitRestarts(cluster, 4);
			assertThat(cluster.worker(1).pid()).isEqualTo(healthy);
			View.Worker now = cluster.worker(2);
			assertThat(now.generation()).isEqualTo(crashing.generation() + 4);
			assertThat(now.json().path("lastExit").path("meaning").asString()).contains("signal 9");
			cluster.worker(2).process().destroyForcibly();
			await("errored").atMost(Duration.ofSeconds(20))
				.until(() -> cluster.view()
					.workers()
					.anyMatch((worker) -> worker.slot() == 2 && worker.state().equals("errored")));
			awaitRestarts(cluster, 5);
			assertThat(cluster.output().awaitMatching("worker-2 is errored")).hasSize(1);
			cluster.output().awaitMatching("(?i)worker-2.*(again|restart|next).* in |backoff");
		}
	}

	private static void awaitRestarts(Cluster cluster, int restarts) {
		await(restarts + " restarts").atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
			View.Worker now = cluster.worker(2);
			return now.restarts() == restarts && now.isOpen();
		});
		cluster.run().children();
	}

}
