package io.bootcluster.primary.dispatch;

import java.util.ArrayDeque;

/**
 * Requests of one event loop that wait because no worker can take them, first come first
 * served. The number of places is shared by all event loops. Confined to its event loop.
 */
final class HoldQueue {

	private final Shared shared;

	private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();

	HoldQueue(Shared shared) {
		this.shared = shared;
	}

	/**
	 * Let a request wait.
	 * @param exchange the request
	 * @return {@code false} if there is no place left
	 */
	boolean offer(Exchange exchange) {
		if (!this.shared.counters().tryHold(this.shared.limits().holdCapacity())) {
			return false;
		}
		this.waiting.add(exchange);
		exchange.tries().course().held();
		return true;
	}

	void remove(Exchange exchange) {
		if (this.waiting.remove(exchange)) {
			this.shared.counters().released();
		}
	}

	/**
	 * Let those go on that a worker can take, and let the others count their patience
	 * anew.
	 */
	void release() {
		for (int i = this.waiting.size(); i > 0; i--) {
			Exchange exchange = this.waiting.poll();
			if (exchange != null) {
				this.shared.counters().released();
				exchange.tries().course().released();
				exchange.resume();
			}
		}
	}

}
