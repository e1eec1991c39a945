package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

import io.bootcluster.NodesLease;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The lease as far as this worker can vouch for holding it: by its own clocks, since it
 * last asked for it with success, for a little less than others wait before they take it.
 * Of the monotonic clock and the time of day the one counts that has run farther: the
 * first stands still while a machine sleeps. Safe from any thread.
 */
final class HeldLease implements NodesLease {

	private static final Log logger = LogFactory.getLog(HeldLease.class);

	private static final double VOUCHED = 0.9;

	private final NodesStore store;

	private final Duration vouched;

	private final LongSupplier nanos;

	private final InstantSource clock;

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable Belief belief;

	private int seating;

	private @Nullable Long told;

	HeldLease(NodesStore store, Duration expiry, LongSupplier nanos, InstantSource clock) {
		this.store = store;
		this.vouched = Duration.ofNanos((long) (expiry.toNanos() * VOUCHED));
		this.nanos = nanos;
		this.clock = clock;
	}

	/**
	 * Forget the lease: the seat has changed, and another worker of this node may have
	 * taken it.
	 */
	void forget() {
		synchronized (this) {
			this.seating++;
			this.belief = null;
		}
	}

	/**
	 * Begin to ask for it.
	 * @return what the answer counts from
	 */
	synchronized Asked ask() {
		return new Asked(this.seating, this.nanos.getAsLong(), this.clock.millis());
	}

	/**
	 * Take note of the answer.
	 * @param asked what was asked
	 * @param life who holds the lease, if this worker does
	 * @param token its token; 0 if this worker does not hold it
	 */
	synchronized void answered(Asked asked, NodeLife life, long token) {
		if (asked.seating() == this.seating) {
			this.belief = (token > 0) ? new Belief(life, token, asked.nanos(), asked.millis()) : null;
		}
	}

	/**
	 * Tell whoever wants to know, if something has changed since.
	 */
	void tellChange() {
		List<Runnable> all = new ArrayList<>();
		synchronized (this) {
			Belief now = believed();
			Long token = (now != null) ? now.token() : null;
			if (token == null ? this.told != null : !token.equals(this.told)) {
				logger.info((token != null) ? "This worker leads all nodes, with token " + token
						: "This worker does not lead all nodes any more");
				this.told = token;
				all.addAll(this.listeners);
			}
		}
		all.forEach(Runnable::run);
	}

	private @Nullable Belief believed() {
		Belief latest = this.belief;
		return (latest != null && left(latest) > 0) ? latest : null;
	}

	private long left(Belief latest) {
		long monotonic = this.nanos.getAsLong() - latest.nanos();
		long ofDay = Duration.ofMillis(this.clock.millis() - latest.millis()).toNanos();
		return this.vouched.toNanos() - Math.max(monotonic, ofDay);
	}

	/**
	 * Return when this worker can no longer vouch for it unless it asks again.
	 * @return nanoseconds from now, or {@link Long#MAX_VALUE} if it does not hold it
	 */
	long nanosLeft() {
		Belief latest = believed();
		return (latest != null) ? left(latest) : Long.MAX_VALUE;
	}

	@Override
	public boolean isHeld() {
		return believed() != null;
	}

	@Override
	public OptionalLong token() {
		Belief latest = believed();
		return (latest != null) ? OptionalLong.of(latest.token()) : OptionalLong.empty();
	}

	@Override
	public boolean begin(String task, Instant due) {
		Belief latest = believed();
		try {
			return latest != null && this.store.begin(latest.life(), latest.token(), task, due) && isHeld();
		}
		catch (RuntimeException ex) {
			logger.warn(task + ", due " + due + ", does not run: Redis cannot say whether it may (" + ex.getMessage()
					+ ")");
			return false;
		}
	}

	@Override
	public Optional<Instant> latest(String task) {
		try {
			return this.store.latest(task);
		}
		catch (RuntimeException ex) {
			logger.debug("Redis cannot say what has run", ex);
			return Optional.empty();
		}
	}

	@Override
	public void tell(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * When the lease was asked for.
	 *
	 * @param seating which time this worker has the seat
	 * @param nanos monotonic time
	 * @param millis time of day
	 */
	record Asked(int seating, long nanos, long millis) {
	}

	private record Belief(NodeLife life, long token, long nanos, long millis) {
	}

}
