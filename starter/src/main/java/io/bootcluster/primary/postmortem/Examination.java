package io.bootcluster.primary.postmortem;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Writes everything about one worker into one directory, what is quick first, and tells
 * there what is missing. Confined to a thread of its own, except for {@link #hurry}.
 */
final class Examination {

	private static final int THREAD_DUMPS = 3;

	private static final long APART_MILLIS = 1000;

	private static final Duration ATTACH = Duration.ofSeconds(3);

	private static final long EXHIBIT_MILLIS = 500;

	private final Path directory;

	private final Subject subject;

	private final List<String> missing = new ArrayList<>();

	private @Nullable Thread busy;

	private boolean hurried;

	Examination(Path directory, Subject subject) {
		this.directory = directory;
		this.subject = subject;
	}

	/**
	 * Bring what is under way to an end: the time is up. Safe from any thread.
	 */
	synchronized void hurry() {
		this.hurried = true;
		if (this.busy != null) {
			this.busy.interrupt();
		}
	}

	private synchronized void busy(Thread thread) throws InterruptedException {
		if (this.hurried) {
			throw new InterruptedException();
		}
		this.busy = thread;
	}

	/**
	 * What is written in the end must not be interrupted.
	 */
	private synchronized void idle() {
		this.busy = null;
		Thread.interrupted();
	}

	/**
	 * Look at the worker.
	 * @param reason why, the first line of what is written about it
	 * @throws IOException if nothing can be written at all
	 */
	void run(String reason) throws IOException {
		String about = reason + "\n" + this.subject.worker() + ", process " + this.subject.pid() + "\n";
		Files.writeString(this.directory.resolve(Shelf.ABOUT), about);
		look();
		// Last, because what the JVM could not answer it may have printed.
		Files.write(this.directory.resolve("log.txt"), this.subject.log().get());
		Files.writeString(this.directory.resolve(Shelf.ABOUT),
				about + (this.missing.isEmpty() ? "" : "missing: " + String.join("\nmissing: ", this.missing) + "\n"));
	}

	private void look() throws IOException {
		try {
			busy(Thread.currentThread());
			for (Subject.Exhibit exhibit : this.subject.exhibits()) {
				keep(exhibit.name(),
						() -> exhibit.text().toCompletableFuture().get(EXHIBIT_MILLIS, TimeUnit.MILLISECONDS));
			}
			examineJvm();
		}
		catch (InterruptedException ex) {
			this.missing.add("what was not done when the time was up");
		}
		finally {
			idle();
		}
	}

	private void examineJvm() throws IOException, InterruptedException {
		ProcessSight sight = ProcessSight.of(this.subject.pid());
		if (sight.isStopped()) {
			this.missing.add("threads and heap: the process is stopped, and nothing in it runs that could tell");
			return;
		}
		if (sight.wouldQuit()) {
			this.missing.add("threads and heap: the JVM takes no signals (-Xrs), or has only just started");
			return;
		}
		try (AttachedJvm jvm = AttachedJvm.attach(this.subject.pid(), ATTACH)) {
			long begun = System.nanoTime();
			for (int dump = 0; dump < THREAD_DUMPS; dump++) {
				TimeUnit.NANOSECONDS
					.sleep(begun + TimeUnit.MILLISECONDS.toNanos(dump * APART_MILLIS) - System.nanoTime());
				keep("threads-" + (dump + 1) + ".txt", () -> jvm.run("Thread.print -l"));
				if (dump == 0) {
					// What is garbage too, because finding that out stops a full heap for
					// long.
					keep("heap-histogram.txt", () -> jvm.run("GC.class_histogram -all"));
					keepRecording(jvm);
				}
			}
		}
		catch (ClosedByInterruptException ex) {
			throw interrupted(ex);
		}
		catch (IOException ex) {
			this.missing.add("threads and heap: " + ex.getMessage());
		}
	}

	private void keepRecording(AttachedJvm jvm) throws IOException {
		if (jvm.run("JFR.check").contains("Recording ")) {
			jvm.run("JFR.dump filename=\"" + this.directory.resolve("recording.jfr") + "\"");
		}
	}

	private void keep(String name, Text text) throws InterruptedException {
		try {
			Files.writeString(this.directory.resolve(name), text.get() + "\n");
		}
		catch (ClosedByInterruptException ex) {
			throw interrupted(ex);
		}
		catch (TimeoutException ex) {
			this.missing.add(name + ": it took too long");
		}
		catch (IOException | ExecutionException ex) {
			this.missing.add(name + ": " + ex.getMessage());
		}
	}

	private static InterruptedException interrupted(ClosedByInterruptException cause) {
		InterruptedException interrupted = new InterruptedException();
		interrupted.initCause(cause);
		return interrupted;
	}

	/**
	 * What is to be kept, once it is there.
	 */
	@FunctionalInterface
	private interface Text {

		String get() throws IOException, ExecutionException, TimeoutException, InterruptedException;

	}

}
