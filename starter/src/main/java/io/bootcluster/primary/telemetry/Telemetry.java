package io.bootcluster.primary.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.bootcluster.ClusterView;
import io.bootcluster.Measures;
import io.bootcluster.Prober;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Remembers what happened to the node and what was measured of it, and keeps every worker
 * informed: front door of this room. Owns one thread; every public method is safe from
 * any thread and returns at once.
 */
public final class Telemetry implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Telemetry.class);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Executor executor;

	private final Memory memory;

	private final VitalCounts vitals;

	private Runnable closing = () -> {
	};

	Telemetry(Executor executor, Supplier<Measures> measures, BiConsumer<Collection<WorkerId>, Message.Down> line,
			Time time) {
		this.executor = executor;
		this.vitals = new VitalCounts(time.nanos());
		this.memory = new Memory(measures, this.vitals, new Audience(line), time);
	}

	/**
	 * Begin to remember, with a thread of its own.
	 * @param measures what the dispatcher has counted
	 * @param line says something to some workers
	 * @return the telemetry
	 */
	public static Telemetry open(Supplier<Measures> measures, BiConsumer<Collection<WorkerId>, Message.Down> line) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "bootcluster-telemetry");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		Telemetry telemetry = new Telemetry(executor, measures, line, new Time(System::nanoTime, Instant::now));
		ScheduledFuture<?> ticking = executor.scheduleAtFixedRate(telemetry::tick, SECOND.toMillis(), SECOND.toMillis(),
				TimeUnit.MILLISECONDS);
		telemetry.closing = () -> {
			ticking.cancel(false);
			executor.shutdown();
		};
		return telemetry;
	}

	/**
	 * Take note that a second has passed.
	 */
	void tick() {
		attempt(this.memory::tick);
	}

	/**
	 * An executor says nothing of a task that fails, and never again calls one that it is
	 * to repeat.
	 */
	private static void attempt(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Events or measurements of the node are lost", ex);
		}
	}

	/**
	 * Count what becomes of probes.
	 * @param prober sends them
	 * @return does the same, and counts
	 */
	public Prober counting(Prober prober) {
		return new CountedProbes(prober, this.vitals);
	}

	/**
	 * Take a picture of the node in, and tell what must have happened.
	 * @param view the picture; each later than the one before
	 */
	public void seen(ClusterView view) {
		this.executor.execute(() -> attempt(() -> this.memory.seen(view)));
	}

	/**
	 * Tell a worker all that is remembered, and from now on whatever is new.
	 * @param worker the worker, which has just opened its line
	 */
	public void opened(WorkerId worker) {
		this.executor.execute(() -> attempt(() -> this.memory.opened(worker)));
	}

	/**
	 * Tell a worker nothing any more.
	 * @param worker the worker, which has closed its line
	 */
	public void closed(WorkerId worker) {
		this.vitals.forget(worker);
		this.executor.execute(() -> this.memory.closed(worker));
	}

	/**
	 * Take note of where a worker listens.
	 * @param worker the worker
	 * @param address where
	 */
	public void listening(WorkerId worker, WorkerAddress address) {
		this.vitals.listening(worker, address);
	}

	/**
	 * Take note of a worker's sign of life.
	 * @param worker the worker
	 */
	public void beat(WorkerId worker) {
		this.vitals.beat(worker);
	}

	/**
	 * Tell nobody any more.
	 */
	@Override
	public void close() {
		this.closing.run();
	}

	/**
	 * The time.
	 *
	 * @param nanos monotonic nanoseconds
	 * @param wall the time of day
	 */
	record Time(LongSupplier nanos, Supplier<Instant> wall) {
	}

}
