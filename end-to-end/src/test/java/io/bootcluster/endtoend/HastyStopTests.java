package io.bootcluster.endtoend;

import java.time.Duration;

import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nobody waits for an application that has not even started.
 */
class EarlyStopTests {

	/** Shorter than the time after which a worker is killed. */
	private static final Duration SOON = Duration.ofSeconds(8);

	@Test
	void termWhileTheFirstWorkerStartsEndsBothSoon() {
		try (Run run = Launch.sample().workers(2).start()) {
			await("the worker's application starts").atMost(Duration.ofSeconds(60))
				.until(() -> !run.output().matching("^\\[worker-1\\.1\\] .*Starting SampleApplication").isEmpty());
			run.children();
			run.signal(Signal.TERM);
			assertThat(run.exitCode(SOON)).as(() -> run.output().toString()).isZero();
			run.awaitNoProcess(Duration.ofSeconds(2));
			assertThat(run.output().matching("did not exit in time")).isEmpty();
			assertThat(run.output().matching("Started SampleApplication")).isEmpty();
		}
	}

}
