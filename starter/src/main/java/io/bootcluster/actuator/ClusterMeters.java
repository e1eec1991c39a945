package io.bootcluster.actuator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bootcluster.ClusterMember;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Measures the whole node from any of its workers, as {@link ClusterEndpoint} shows it:
 * each worker's registry has the same numbers, whichever of them is asked. Says nothing
 * of what is inside the workers' JVMs. Owns one thread, which follows the coming and
 * going of lives; values are read when the registry asks for them.
 */
public final class ClusterMeters implements MeterBinder, AutoCloseable {

	private static final Log logger = LogFactory.getLog(ClusterMeters.class);

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private final ClusterMember member;

	private final List<ViewMeters> bound = new CopyOnWriteArrayList<>();

	private final Thread thread = new Thread(this::run, "bootcluster-meters");

	/**
	 * Create meters that belong to no registry yet.
	 * @param member which worker this is; standalone, nothing is measured
	 */
	public ClusterMeters(ClusterMember member) {
		this.member = member;
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		if (this.member.slot() == 0) {
			return;
		}
		this.bound.add(new ViewMeters(registry, this.member::view));
		if (this.thread.getState() == Thread.State.NEW) {
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	private void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				this.bound.forEach(this::follow);
				Thread.sleep(PERIOD.toMillis());
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
	}

	/**
	 * Have a meter for each life there is, and none for one that is forgotten.
	 */
	private void follow(ViewMeters meters) {
		try {
			meters.follow();
		}
		catch (RuntimeException ex) {
			logger.warn("The cluster is not measured as it should be", ex);
		}
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
