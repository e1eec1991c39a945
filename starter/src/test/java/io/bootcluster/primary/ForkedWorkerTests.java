package io.bootcluster.primary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

import io.bootcluster.WorkerId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForkedWorker}.
 */
class ForkedWorkerTests {

	private static final WorkerId WORKER = new WorkerId(2, 5);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void exitComesAfterTheLastWordsOnEitherOutput() throws Exception {
		ForkedWorker worker = adopt("echo out; echo err >&2; exit 3");
		assertThat(exit(worker)).isEqualTo(3);
		assertThat(this.out).hasToString("[worker-2.5] out\n");
		assertThat(this.err).hasToString("[worker-2.5] err\n");
	}

	@Test
	void exitWhenKilledTellsTheSignal() throws Exception {
		ForkedWorker worker = adopt("exec sleep 60");
		worker.kill();
		assertThat(exit(worker)).isEqualTo(137);
	}

	@Test
	void exitWhenTerminatedTellsTheSignal() throws Exception {
		ForkedWorker worker = adopt("exec sleep 60");
		worker.terminate();
		assertThat(exit(worker)).isEqualTo(143);
	}

	private static int exit(ForkedWorker worker) throws Exception {
		return worker.exit().toCompletableFuture().get(20, TimeUnit.SECONDS);
	}

	private ForkedWorker adopt(String script) throws IOException {
		return ForkedWorker.adopt(WORKER, new ProcessBuilder("sh", "-c", script).start(), "jar",
				new ForkedWorker.Output(new PrintStream(this.out, true), new PrintStream(this.err, true),
						new RecentLines()));
	}

}
