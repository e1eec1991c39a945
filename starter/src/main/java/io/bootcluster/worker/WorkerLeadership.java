package io.bootcluster.worker;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import io.bootcluster.Leadership;
import io.bootcluster.NodesLease;
import io.bootcluster.control.Leading;
import io.bootcluster.control.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Leads when the primary gives this worker the seat, and no longer than it says so or can
 * say anything; where nodes are registered, only while it holds the lease of all nodes,
 * too. Safe from any thread; what begins and the stepping down come one after the other,
 * so that the primary hears of everything that began before it hears of the end.
 */
final class WorkerLeadership implements Leadership {

	private static final Log logger = LogFactory.getLog(WorkerLeadership.class);

	private final Consumer<Message.Up> line;

	private final boolean first;

	private final Map<String, Instant> runs = new HashMap<>();

	private volatile boolean seated;

	private volatile boolean deserted;

	private volatile boolean alone = true;

	private volatile @Nullable NodesLease lease;

	private boolean told;

	private Consumer<Boolean> listener = (leader) -> {
	};

	private Consumer<Boolean> seatListener = (taken) -> {
	};

	WorkerLeadership(Consumer<Message.Up> line, boolean first) {
		this.line = line;
		this.first = first;
	}

	/**
	 * Have changes told to somebody, and at once that this worker leads if it does.
	 * @param listener told whether it leads; must return at once
	 */
	synchronized void tell(Consumer<Boolean> listener) {
		this.listener = listener;
		this.told = false;
		tellChange();
	}

	/**
	 * Have changes of the seat told to somebody more, and at once whether it is taken.
	 * @param listener told whether this worker has it; must return at once
	 */
	synchronized void tellSeat(Consumer<Boolean> listener) {
		this.seatListener = this.seatListener.andThen(listener);
		listener.accept(this.seated);
	}

	/**
	 * Do not lead before there is a lease: other nodes may have a leader.
	 */
	void awaitLease() {
		this.alone = false;
	}

	void leadWith(NodesLease lease) {
		this.alone = false;
		this.lease = lease;
		lease.tell(this::tellChange);
		tellChange();
	}

	synchronized void lead(Map<String, Instant> runs) {
		this.runs.clear();
		this.runs.putAll(runs);
		seat(true);
	}

	synchronized void stepDown() {
		seat(false);
		this.line.accept(new Leading.SteppedDown());
	}

	/**
	 * Nobody can say any more whether this worker leads.
	 */
	synchronized void primaryGone() {
		this.deserted = true;
		seat(false);
	}

	private void seat(boolean taken) {
		if (this.seated != taken) {
			this.seated = taken;
			this.seatListener.accept(taken);
			tellChange();
		}
	}

	private synchronized void tellChange() {
		boolean leader = isLeader();
		if (this.told != leader) {
			this.told = leader;
			this.listener.accept(leader);
		}
	}

	boolean isSeated() {
		return this.seated;
	}

	boolean isDeserted() {
		return this.deserted;
	}

	@Override
	public boolean isLeader() {
		NodesLease shared = this.lease;
		return this.seated && ((shared != null) ? shared.isHeld() : this.alone);
	}

	OptionalLong token() {
		NodesLease shared = this.lease;
		return (this.seated && shared != null) ? shared.token() : OptionalLong.empty();
	}

	@Override
	public long term() {
		return token().orElse(0);
	}

	@Override
	public boolean isFirst() {
		return this.first;
	}

	/**
	 * Redis is asked first, and without a lock: the line's thread must not wait for it.
	 */
	@Override
	public boolean begin(String task, Instant due) {
		NodesLease shared = this.lease;
		if (!isLeader() || (shared != null && !shared.begin(task, due))) {
			return false;
		}
		synchronized (this) {
			if (this.seated) {
				this.runs.put(task, due);
				this.line.accept(new Leading.Began(task, due));
				return true;
			}
		}
		if (shared != null) {
			logger.warn(task + ", due " + due + ", is not run: this worker stepped down as it was about to begin");
		}
		return false;
	}

	@Override
	public void end(String task) {
		this.line.accept(new Leading.Ended(task));
	}

	@Override
	public Optional<Instant> latest(String task) {
		NodesLease shared = this.lease;
		return (shared != null) ? shared.latest(task).or(() -> latestHere(task)) : latestHere(task);
	}

	private synchronized Optional<Instant> latestHere(String task) {
		return Optional.ofNullable(this.runs.get(task));
	}

}
