package io.bootcluster.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bootcluster.ClusterOperations;
import io.bootcluster.NodeSeat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Measures the whole node in registries that are not scraped: in those that send, only
 * while this worker speaks for its node, so that nobody adds up the same numbers of all
 * workers. Owns one thread, which follows what there is to measure; values are read when
 * the registry asks for them.
 */
public final class ClusterMeters implements MeterBinder, AutoCloseable {

	private static final Log logger = LogFactory.getLog(ClusterMeters.class);

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private final NodeSeat seat;

	private final ClusterOperations operations;

	private final List<MeterRegistry> bound = new CopyOnWriteArrayList<>();

	/**
	 * Guarded by itself.
	 */
	private final Map<MeterRegistry, FamilyMeters> meters = new HashMap<>();

	/**
	 * What has been told to fail: a registry, or this where it concerns all.
	 */
	private final Set<Object> failed = new HashSet<>();

	private final Thread thread = new Thread(this::run, "bootcluster-meters");

	/**
	 * Create meters that belong to no registry yet.
	 * @param seat whether this worker speaks for its node
	 * @param operations what is known of the node
	 */
	public ClusterMeters(NodeSeat seat, ClusterOperations operations) {
		this.seat = seat;
		this.operations = operations;
		seat.tell(new Leaving());
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		if (Readers.of(registry) == Readers.SCRAPE) {
			return;
		}
		add(registry);
		if (this.thread.getState() == Thread.State.NEW) {
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	void add(MeterRegistry registry) {
		this.bound.add(registry);
	}

	private void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				follow();
				Thread.sleep(PERIOD.toMillis());
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
	}

	void follow() {
		synchronized (this.meters) {
			// In this order: what is known with the seat is no less than who left it
			// sent.
			boolean seated = this.seat.isTaken();
			attempt(this, () -> {
				List<Family> families = ClusterFamilies.of(this.operations);
				this.bound.forEach((registry) -> follow(registry, families, seated));
			});
		}
	}

	private void follow(MeterRegistry registry, List<Family> families, boolean seated) {
		if (registry instanceof CompositeMeterRegistry composite) {
			composite.getRegistries().forEach((each) -> follow(each, families, seated));
			return;
		}
		attempt(registry, () -> measure(registry, families, seated));
	}

	private void attempt(Object what, Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			if (this.failed.add(what)) {
				logger.warn("The cluster is not measured as it should be in " + what, ex);
			}
		}
	}

	private void measure(MeterRegistry registry, List<Family> families, boolean seated) {
		switch (Readers.of(registry)) {
			case HERE -> {
				if (!families.isEmpty()) {
					this.meters.computeIfAbsent(registry, (key) -> new FamilyMeters(key, false)).follow(families);
				}
			}
			case ELSEWHERE -> send(registry, families, seated);
			case SCRAPE -> {
			}
		}
	}

	private void send(MeterRegistry registry, List<Family> families, boolean seated) {
		if (seated && !families.isEmpty()) {
			this.meters.computeIfAbsent(registry, (key) -> new FamilyMeters(key, true)).follow(families);
		}
		else if (!seated) {
			FamilyMeters former = this.meters.remove(registry);
			if (former != null) {
				former.follow(List.of());
			}
		}
	}

	private void left() {
		synchronized (this.meters) {
			List.copyOf(this.meters.keySet())
				.stream()
				.filter((registry) -> Readers.of(registry) == Readers.ELSEWHERE)
				.forEach((registry) -> follow(registry, List.of(), false));
		}
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

	/**
	 * Has nothing more sent from the moment on at which the seat is left: as soon as this
	 * has returned it may be another's, who must not be sent beside.
	 */
	private final class Leaving implements NodeSeat.Listener {

		@Override
		public void seated(boolean taken) {
			if (!taken) {
				left();
			}
		}

		@Override
		public void viewed() {
		}

	}

}
