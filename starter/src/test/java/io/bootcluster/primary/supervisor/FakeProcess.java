package io.bootcluster.primary.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A process that does what the test says.
 */
final class FakeProcess implements WorkerProcess {

	final List<String> signals = new ArrayList<>();

	final List<String> lines = new ArrayList<>();

	final String release;

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final long pid;

	FakeProcess(long pid, String release) {
		this.pid = pid;
		this.release = release;
	}

	void end(int code) {
		this.exit.complete(code);
	}

	boolean isRunning() {
		return !this.exit.isDone();
	}

	@Override
	public long pid() {
		return this.pid;
	}

	@Override
	public CompletionStage<Integer> exit() {
		return this.exit;
	}

	@Override
	public String origin() {
		return "jar";
	}

	@Override
	public List<String> lastLines() {
		return this.lines;
	}

	@Override
	public void terminate() {
		this.signals.add("TERM");
	}

	@Override
	public void kill() {
		this.signals.add("KILL");
	}

}
