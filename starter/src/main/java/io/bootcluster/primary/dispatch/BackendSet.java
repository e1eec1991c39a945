package io.bootcluster.primary.dispatch;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.bootcluster.CloseReason;
import io.bootcluster.GateState;
import io.bootcluster.Traffic;
import io.bootcluster.WorkerId;

/**
 * All workers that are known now, with the reasons for which their gates are closed.
 * Immutable: it is replaced whole.
 */
final class BackendSet {

	static final BackendSet EMPTY = new BackendSet(List.of());

	private final List<Entry> entries;

	private final boolean unreadyThroughout;

	private BackendSet(List<Entry> entries) {
		this.entries = entries;
		List<Entry> asked = entries.stream().filter((entry) -> !entry.isOrdered()).toList();
		this.unreadyThroughout = !asked.isEmpty() && asked.stream().allMatch(Entry::isUnready);
	}

	/**
	 * Return whether every worker that may serve says that it is not ready: then requests
	 * pass on to the application, which knows best what to answer.
	 * @return {@code true} if unreadiness is not to be obeyed
	 */
	boolean isUnreadyThroughout() {
		return this.unreadyThroughout;
	}

	int size() {
		return this.entries.size();
	}

	Entry get(int index) {
		return this.entries.get(index);
	}

	List<Entry> entries() {
		return this.entries;
	}

	@Nullable Entry find(WorkerId worker) {
		for (Entry entry : this.entries) {
			if (entry.backend().id().equals(worker)) {
				return entry;
			}
		}
		return null;
	}

	BackendSet with(Backend backend, @Nullable CloseReason closed) {
		List<Entry> changed = new ArrayList<>(without(backend).entries);
		changed.add(new Entry(backend, closed));
		changed.sort((left, right) -> left.backend().id().compareTo(right.backend().id()));
		return new BackendSet(List.copyOf(changed));
	}

	BackendSet without(Backend backend) {
		return new BackendSet(this.entries.stream().filter((entry) -> entry.backend() != backend).toList());
	}

	/**
	 * One worker and its gate.
	 *
	 * @param backend the worker
	 * @param closed why its gate is closed, or {@code null} if it is open
	 */
	record Entry(Backend backend, @Nullable CloseReason closed) {

		/**
		 * Return whether new requests are not sent for a reason that no rule overrules.
		 * @return {@code true} if the order to close must be obeyed
		 */
		boolean isOrdered() {
			return this.closed == CloseReason.OPERATOR || this.closed == CloseReason.PAUSED || isLeaving();
		}

		/**
		 * Return whether the worker gets no request any more, ever.
		 * @return {@code true} if it finishes what it has
		 */
		boolean isLeaving() {
			return this.closed != null && this.closed.isFinal();
		}

		/**
		 * Return the worker's counts.
		 * @param now the monotonic time
		 * @return a snapshot
		 */
		Traffic.Backend counts(long now) {
			GateState open = this.backend.ejection().isEjected(now) ? GateState.EJECTED : GateState.OPEN;
			return new Traffic.Backend((this.closed != null) ? this.closed.gate() : open, this.backend.inFlight(),
					this.backend.requests(), this.backend.failures(), this.backend.errors());
		}

		boolean isUnready() {
			return this.closed == CloseReason.UNREADY;
		}

		/**
		 * Return whether the gate is closed for a guess about the worker.
		 * @param now the monotonic time
		 * @return {@code true} if it missed a probe or is ejected
		 */
		boolean isDoubted(long now) {
			return this.closed == CloseReason.UNANSWERED
					|| (this.closed == null && this.backend.ejection().isEjected(now));
		}

	}

}
