package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps clients that send or read slowly from taking all request threads of a worker: a
 * thread waits while a body dribbles in or an answer is not taken. As long as there are
 * threads enough nobody is hurried. Once more than half of them are in use, at most half
 * may wait for clients; of those beyond, whoever moved hardly anything for a while is
 * cut, the longest-waiting ones first. Looks now and then, so that no request pays for
 * it. Confined to its event loop.
 * <p>
 * Prior art: servers that buffer whole bodies, as Nginx does, are safe from this at the
 * price of memory and disk; ours streams.
 */
final class Laggards {

	/**
	 * How long a client may stand still while threads are scarce.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(2);

	/**
	 * How many octets of a body a client must send meanwhile not to stand still.
	 */
	static final int PROGRESS = 4096;

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final Lane lane;

	private final int half;

	private final int share;

	private final Deadline next;

	/**
	 * Look after the clients of one event loop.
	 * @param lane the event loop
	 * @param threads request threads of each worker, or 0 if there is no end of them
	 * @param lanes how many event loops share them
	 */
	Laggards(Lane lane, int threads, int lanes) {
		this.lane = lane;
		this.half = (threads > 0) ? Math.max(threads / 2, 1) : Integer.MAX_VALUE;
		this.share = Math.max(this.half / lanes, 1);
		this.next = new Deadline(lane.deadlines(), this::look);
	}

	/**
	 * Take note that a worker has got a request.
	 * @param backend the worker
	 */
	void routed(Backend backend) {
		if (backend.inFlight() > this.half && !this.next.isSet()) {
			this.next.in(INTERVAL.toNanos());
		}
	}

	private void look() {
		boolean scarce = false;
		for (BackendSet.Entry entry : this.lane.shared().backends().entries()) {
			if (entry.backend().inFlight() > this.half) {
				scarce = true;
				hurry(entry.backend());
			}
		}
		if (scarce) {
			this.next.in(INTERVAL.toNanos());
		}
	}

	private void hurry(Backend backend) {
		long now = this.lane.deadlines().now();
		List<Exchange> waiting = this.lane.exchanges(backend)
			.stream()
			.filter((exchange) -> exchange.client().waiting().isForClient())
			.toList();
		waiting.stream()
			.filter((exchange) -> stood(exchange, now) >= PATIENCE.toNanos())
			.sorted(Comparator.comparingLong((exchange) -> -stood(exchange, now)))
			.limit(Math.max(waiting.size() - this.share, 0))
			.toList()
			.forEach((exchange) -> exchange.mishaps().dawdled());
	}

	private static long stood(Exchange exchange, long now) {
		return now - exchange.client().waiting().clientStillSince();
	}

}
