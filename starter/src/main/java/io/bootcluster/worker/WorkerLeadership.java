package io.bootcluster.worker;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.bootcluster.Leadership;
import io.bootcluster.control.Leading;
import io.bootcluster.control.Message;

/**
 * Leads when the primary says so, and no longer than it says so or can say anything. Safe
 * from any thread; what begins and the stepping down come one after the other, so that
 * the primary hears of everything that began before it hears of the end.
 */
final class WorkerLeadership implements Leadership {

	private final Consumer<Message.Up> line;

	private final boolean first;

	private final Map<String, Instant> runs = new HashMap<>();

	private volatile boolean leader;

	private Consumer<Boolean> listener = (leader) -> {
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
		if (this.leader) {
			listener.accept(true);
		}
	}

	synchronized void lead(Map<String, Instant> runs) {
		this.runs.clear();
		this.runs.putAll(runs);
		become(true);
	}

	synchronized void stepDown() {
		become(false);
		this.line.accept(new Leading.SteppedDown());
	}

	/**
	 * Nobody can say any more whether this worker leads.
	 */
	synchronized void primaryGone() {
		become(false);
	}

	private void become(boolean leader) {
		if (this.leader != leader) {
			this.leader = leader;
			this.listener.accept(leader);
		}
	}

	@Override
	public boolean isLeader() {
		return this.leader;
	}

	@Override
	public boolean isFirst() {
		return this.first;
	}

	@Override
	public synchronized boolean begin(String task, Instant due) {
		if (!this.leader) {
			return false;
		}
		this.runs.put(task, due);
		this.line.accept(new Leading.Began(task, due));
		return true;
	}

	@Override
	public void end(String task) {
		this.line.accept(new Leading.Ended(task));
	}

	@Override
	public synchronized Optional<Instant> latest(String task) {
		return Optional.ofNullable(this.runs.get(task));
	}

}
