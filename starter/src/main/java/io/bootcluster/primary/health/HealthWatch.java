package io.bootcluster.primary.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

import io.bootcluster.Prober;
import io.bootcluster.SteadyClock;
import io.bootcluster.Verdict;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Watches the workers that listen: probes them, hears their beats, and tells each change
 * of its verdict. Owns one thread; every public method is safe from any thread and
 * returns at once.
 */
public final class HealthWatch implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(HealthWatch.class);

	private static final long TICK_MILLIS = 200;

	private final HealthSettings settings;

	private final Prober prober;

	private final LongUnaryOperator heapDumps;

	private final Consumer<Verdict> verdicts;

	private final Executor executor;

	private final SteadyClock clock;

	private final long start;

	private final Map<WorkerId, Round> rounds = new HashMap<>();

	private Runnable closing = () -> {
	};

	HealthWatch(HealthSettings settings, Prober prober, LongUnaryOperator heapDumps, Executor executor,
			LongSupplier nanos, Consumer<Verdict> verdicts) {
		this.settings = settings;
		this.prober = prober;
		this.heapDumps = heapDumps;
		this.executor = executor;
		this.verdicts = verdicts;
		this.clock = new SteadyClock(nanos);
		this.start = this.clock.getAsLong();
	}

	/**
	 * Start a watch with a thread of its own.
	 * @param settings when to ask and when to give up
	 * @param prober asks workers
	 * @param verdicts told each change, on the watch's thread; must return at once
	 * @return the watch
	 */
	public static HealthWatch open(HealthSettings settings, Prober prober, Consumer<Verdict> verdicts) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "bootcluster-health");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		HeapDumps heapDumps = new HeapDumps(Path.of("/proc"));
		HealthWatch watch = new HealthWatch(settings, prober, heapDumps::written, executor, System::nanoTime, verdicts);
		ScheduledFuture<?> ticking = executor.scheduleWithFixedDelay(watch::tick, TICK_MILLIS, TICK_MILLIS,
				TimeUnit.MILLISECONDS);
		watch.closing = () -> {
			ticking.cancel(false);
			executor.shutdown();
		};
		return watch;
	}

	/**
	 * Watch a worker from now on.
	 * @param worker the worker
	 * @param address where to reach it
	 * @param pid its process
	 */
	public void watch(WorkerId worker, WorkerAddress address, long pid) {
		this.executor.execute(() -> {
			Duration now = now();
			this.rounds.computeIfAbsent(worker,
					(id) -> new Round(address, pid, new Patient(id, this.settings, now), now));
			look(now);
		});
	}

	/**
	 * Take note of a worker's beat.
	 * @param worker the worker
	 * @param deadlocked whether it reports a deadlock
	 */
	public void beat(WorkerId worker, boolean deadlocked) {
		learn(worker, (round, now) -> round.patient.beat(deadlocked, now));
	}

	/**
	 * Take note of what a worker told of its readiness. That it is ready is believed when
	 * it answers so, which is asked at once.
	 * @param worker the worker
	 * @param ready whether it is ready
	 * @param reason why not
	 */
	public void told(WorkerId worker, boolean ready, String reason) {
		learn(worker, (round, now) -> {
			round.patient.told(ready, reason);
			round.hurry(now);
		});
	}

	/**
	 * Forget a worker.
	 * @param worker the worker
	 */
	public void forget(WorkerId worker) {
		this.executor.execute(() -> this.rounds.remove(worker));
	}

	@Override
	public void close() {
		this.closing.run();
	}

	private void learn(WorkerId worker, Lesson lesson) {
		this.executor.execute(() -> {
			Round round = this.rounds.get(worker);
			if (round != null) {
				Duration now = now();
				lesson.teach(round, now);
				look(now);
			}
		});
	}

	/**
	 * Ask whoever is to be asked, and conclude what time alone has changed.
	 */
	void tick() {
		Duration now = now();
		this.rounds.forEach((worker, round) -> tryTo(worker, () -> {
			Patient patient = round.patient;
			long written = patient.isSilent(now) ? this.heapDumps.applyAsLong(round.pid) : HeapDumps.NONE;
			if (patient.writes(written, now)) {
				logger.info(worker + " writes a heap dump: it is passed over, and not given up while the file grows");
			}
		}));
		look(now);
	}

	private void look(Duration now) {
		Map.copyOf(this.rounds).forEach((worker, round) -> tryTo(worker, () -> {
			round.giveUp(now);
			if (round.isDue(now)) {
				ask(worker, round, now);
			}
			round.news(now).ifPresent(this.verdicts);
			if (round.tellsBusy(now)) {
				logger.warn(worker + " is busy: it beats but does not answer in time; it is passed over while "
						+ "others answer, and not restarted for it");
			}
		}));
	}

	private static void tryTo(WorkerId worker, Runnable look) {
		try {
			look.run();
		}
		catch (RuntimeException ex) {
			logger.error("The health of " + worker + " could not be looked at", ex);
		}
	}

	private void ask(WorkerId worker, Round round, Duration now) {
		Duration timeout = round.patient.isSuspect(now) ? this.settings.urgentTimeout() : this.settings.timeout();
		round.begin(now, this.settings);
		CompletionStage<Prober.Answer> liveness = this.prober.probe(round.address, Prober.LIVENESS_PATH, timeout);
		CompletionStage<Prober.Answer> readiness = this.prober.probe(round.address, Prober.READINESS_PATH, timeout);
		liveness.thenAcceptBoth(readiness, (live, ready) -> learn(worker, (asked, then) -> {
			if (asked == round) {
				asked.end(live, ready, then);
			}
		}));
	}

	private Duration now() {
		return Duration.ofNanos(this.clock.getAsLong() - this.start);
	}

	/**
	 * Something learned about a worker.
	 */
	private interface Lesson {

		void teach(Round round, Duration now);

	}

}
