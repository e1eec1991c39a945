package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.time.Duration;

/**
 * Lets a process run for a small part of the time only, as on a machine that is far
 * slower, until it is closed or the process has ended.
 */
public final class SlowProcess implements AutoCloseable {

	/** Runs 5 ms, then stands still for 95. */
	private static final String LOOP = "while kill -CONT $0 && sleep 0.005 && kill -STOP $0; do sleep 0.095; done";

	private final ProcessHandle process;

	private final Process loop;

	private SlowProcess(ProcessHandle process, Process loop) {
		this.process = process;
		this.loop = loop;
	}

	/**
	 * Begin to slow a process.
	 * @param process the process
	 * @return what slows it
	 * @throws IOException if there is no {@code bash}
	 */
	public static SlowProcess of(ProcessHandle process) throws IOException {
		return new SlowProcess(process,
				new ProcessBuilder("bash", "-c", LOOP, Long.toString(process.pid())).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start());
	}

	@Override
	public void close() {
		this.loop.destroyForcibly();
		Cluster.awaitExit(this.loop.toHandle(), Deadline.thrice(Duration.ofSeconds(1)));
		Signal.CONT.sendIfAlive(this.process);
	}

}
