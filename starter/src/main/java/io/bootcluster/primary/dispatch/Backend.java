package io.bootcluster.primary.dispatch;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.bootcluster.WorkerId;

/**
 * One life of a worker as the dispatcher sees it: where it is, how busy it is and what
 * its answers show. Safe from any thread.
 */
final class Backend {

	private final WorkerId id;

	private final Targets targets;

	private final Tallies tallies;

	private final Ejection ejection = new Ejection();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final LongAdder requests = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final LongAdder errors = new LongAdder();

	private volatile @Nullable Drain drain;

	Backend(WorkerId id, Targets targets, Tallies tallies) {
		this.id = id;
		this.targets = targets;
		this.tallies = tallies;
	}

	WorkerId id() {
		return this.id;
	}

	/**
	 * Return where the worker serves what clients of a public listener ask for.
	 * @param door the public listener
	 * @return the private listener, or {@code null} if the worker has none for it
	 */
	@Nullable SocketAddress target(Door door) {
		return door.isManagement() ? this.targets.management() : this.targets.main();
	}

	Ejection ejection() {
		return this.ejection;
	}

	SlotTimings timings() {
		return this.tallies.timings();
	}

	/**
	 * A connection could not be made.
	 * @param now the monotonic time
	 */
	void refused(long now) {
		if (this.ejection.refused(now)) {
			this.tallies.ejections().increment();
		}
	}

	/**
	 * An answer was malformed, cut short or did not come.
	 * @param now the monotonic time
	 */
	void broken(long now) {
		if (this.ejection.broken(now)) {
			this.tallies.ejections().increment();
		}
	}

	int inFlight() {
		return this.inFlight.get();
	}

	long requests() {
		return this.requests.sum();
	}

	long failures() {
		return this.failures.sum();
	}

	long errors() {
		return this.errors.sum();
	}

	void began() {
		this.inFlight.incrementAndGet();
		this.requests.increment();
	}

	void ended() {
		if (this.inFlight.decrementAndGet() == 0) {
			Drain current = this.drain;
			if (current != null) {
				current.check();
			}
		}
	}

	/**
	 * A request has become a tunnel, perhaps while this worker is leaving already.
	 * @param tunnel the tunnel
	 */
	void tunnelled(Tunnel tunnel) {
		Drain current = this.drain;
		if (current != null) {
			current.tunnelled(List.of(tunnel));
		}
	}

	void drain(@Nullable Drain drainage) {
		this.drain = drainage;
	}

	@Nullable Drain drain() {
		return this.drain;
	}

	void failed() {
		this.failures.increment();
	}

	/**
	 * The worker answered that it could not do what it was asked for.
	 */
	void erred() {
		this.errors.increment();
	}

	@Override
	public String toString() {
		return this.id.toString();
	}

	/**
	 * Where is counted what outlives this life.
	 *
	 * @param timings how long its requests took
	 * @param ejections how often a worker in its slot was ejected
	 */
	record Tallies(SlotTimings timings, LongAdder ejections) {
	}

	/**
	 * Where one worker's private listeners are, as the transport understands it.
	 *
	 * @param main the application's
	 * @param management the actuator's, where it has its own
	 */
	record Targets(SocketAddress main, @Nullable SocketAddress management) {
	}

}
