package io.bootcluster.primary;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.bootcluster.WorkerId;
import io.bootcluster.primary.supervisor.WorkerProcess;

/**
 * A worker as a child process of ours. Holds its standard input open: the end of that
 * tells the worker that the primary is gone. Safe from any thread.
 */
final class ForkedWorker implements WorkerProcess {

	private static final long LAST_WORDS_MILLIS = 500;

	private final Process process;

	private final CompletionStage<Integer> exit;

	private final LastLines last;

	private final String origin;

	private ForkedWorker(Process process, String origin, CompletionStage<Integer> exit, LastLines last) {
		this.process = process;
		this.origin = origin;
		this.exit = exit;
		this.last = last;
	}

	/**
	 * Take care of a process that has just been started.
	 * @param id which worker it is
	 * @param process the process
	 * @param origin what it was started from
	 * @param output where its output goes
	 * @return the worker
	 */
	static ForkedWorker adopt(WorkerId id, Process process, String origin, Output output) {
		LastLines last = new LastLines((line) -> output.recent().add(id, line));
		LineForwarder out = new LineForwarder(id.toString(), process.getInputStream(), output.out(), last);
		LineForwarder err = new LineForwarder(id.toString(), process.getErrorStream(), output.err(), last);
		start(id + "-out", out);
		start(id + "-err", err);
		// Its last words come before the news of its end. Somebody else may hold its
		// output open, and is not waited for.
		CompletableFuture<Void> lastWords = CompletableFuture.allOf(out.done(), err.done());
		CompletionStage<Integer> exit = process.onExit()
			.thenCompose((ended) -> lastWords.copy()
				.completeOnTimeout(null, LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)
				.thenApply((none) -> ended.exitValue()));
		return new ForkedWorker(process, origin, exit, last);
	}

	private static void start(String name, Runnable task) {
		Thread thread = new Thread(task, "bootcluster-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public String origin() {
		return this.origin;
	}

	@Override
	public CompletionStage<Integer> exit() {
		return this.exit;
	}

	@Override
	public List<String> lastLines() {
		return this.last.lines();
	}

	@Override
	public void terminate() {
		this.process.destroy();
	}

	@Override
	public void kill() {
		this.process.destroyForcibly();
	}

	/**
	 * Where workers' output goes.
	 *
	 * @param out for their standard output
	 * @param err for their standard error
	 * @param recent keeps what came last
	 */
	record Output(PrintStream out, PrintStream err, RecentLines recent) {

		static Output ofThisProcess(RecentLines recent) {
			return new Output(System.out, System.err, recent);
		}

	}

}
