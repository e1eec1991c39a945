package io.bootcluster.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * The ways in which this JVM can be hurt. All of them are real: nothing here tells the
 * cluster anything.
 */
@Component
class Chaos {

	private static final int LEAK = 32 * 1024 * 1024;

	private static final Duration UNREADY = Duration.ofSeconds(10);

	private static final Duration ANSWER_IS_OUT = Duration.ofMillis(100);

	private final List<byte[]> leaked = new ArrayList<>();

	private final ApplicationContext context;

	private final Map<String, Runnable> ways;

	Chaos(ApplicationContext context) {
		this.context = context;
		this.ways = Map.of("exit", () -> System.exit(1), "halt", () -> Runtime.getRuntime().halt(137), "oom", this::oom,
				"hang", this::hang, "deadlock", this::deadlock, "unready", this::unready, "leak", this::leak);
	}

	/**
	 * Hurt this JVM as soon as the answer is out.
	 * @param kind the way to do it
	 * @return whether there is such a way
	 */
	boolean hurt(String kind) {
		@Nullable Runnable way = this.ways.get(kind);
		if (way != null) {
			after(ANSWER_IS_OUT, way);
		}
		return way != null;
	}

	private void oom() {
		Object eaten = this;
		while (!Thread.currentThread().isInterrupted()) {
			eaten = new Object[] { eaten, new long[1024 * 1024] };
		}
	}

	private void leak() {
		synchronized (this.leaked) {
			this.leaked.add(new byte[LEAK]);
		}
	}

	/**
	 * Stop the whole process, as the system would: every thread stands still, and no
	 * connection closes.
	 */
	private void hang() {
		try {
			new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid())).inheritIO().start();
		}
		catch (IOException ex) {
			throw new IllegalStateException("This system has no 'kill'", ex);
		}
	}

	private void unready() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		after(UNREADY, () -> AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC));
	}

	private void deadlock() {
		Object left = new Object();
		Object right = new Object();
		CountDownLatch bothHoldOne = new CountDownLatch(2);
		new Thread(() -> lockBoth(left, right, bothHoldOne), "chaos-deadlock-left").start();
		new Thread(() -> lockBoth(right, left, bothHoldOne), "chaos-deadlock-right").start();
	}

	private void lockBoth(Object first, Object second, CountDownLatch bothHoldOne) {
		synchronized (first) {
			bothHoldOne.countDown();
			try {
				bothHoldOne.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			synchronized (second) {
				throw new IllegalStateException("Two threads were meant to wait for each other");
			}
		}
	}

	private static void after(Duration delay, Runnable deed) {
		CompletableFuture
			.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, (task) -> new Thread(task, "chaos").start())
			.execute(deed);
	}

}
