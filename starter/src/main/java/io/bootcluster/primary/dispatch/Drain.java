package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.bootcluster.TrafficGate;
import io.bootcluster.TrafficGate.Drained;

/**
 * Waits until a worker whose gate is closed has no request left. An event loop may have
 * picked the worker just before its gate closed, so that each of them is heard once
 * before the count is believed. Safe from any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Drain {

	private final Backend backend;

	private final List<Lane> lanes;

	private final AtomicInteger unheard;

	private final AtomicInteger cut = new AtomicInteger();

	private final CompletableFuture<Drained> done = new CompletableFuture<>();

	private @Nullable Future<?> deadline;

	private @Nullable Farewell farewell;

	Drain(Backend backend, List<Lane> lanes) {
		this.backend = backend;
		this.lanes = lanes;
		this.unheard = new AtomicInteger(lanes.size());
	}

	CompletionStage<Drained> done() {
		return this.done.minimalCompletionStage();
	}

	/**
	 * Begin, or begin again with another deadline.
	 * @param time how long requests may still take
	 */
	synchronized void within(Duration time) {
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		if (time.compareTo(TrafficGate.NO_DEADLINE) < 0) {
			this.deadline = schedule(time);
		}
	}

	private @Nullable Future<?> schedule(Duration time) {
		try {
			return this.lanes.get(0).loop().schedule(this::cutAll, time.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			finish();
			return null;
		}
	}

	/**
	 * Tell the tunnels to close, or tell them faster or slower than before. They would
	 * not end by themselves, and their clients can connect again elsewhere.
	 * @param time until what is left is cut
	 */
	synchronized void dismiss(Duration time) {
		if (this.farewell != null) {
			this.farewell.within(time);
			return;
		}
		this.farewell = new Farewell(this.lanes.get(0), time);
		this.lanes.forEach((lane) -> lane.execute(() -> tunnelled(lane.tunnels(this.backend))));
	}

	/**
	 * Take note of tunnels. One that opens just now may be told of twice.
	 * @param tunnels tunnels to the worker
	 */
	synchronized void tunnelled(List<Tunnel> tunnels) {
		if (this.farewell != null) {
			this.farewell.add(tunnels);
		}
	}

	void begin() {
		for (Lane lane : this.lanes) {
			if (!lane.execute(this::heard)) {
				finish();
			}
		}
	}

	private void heard() {
		this.unheard.decrementAndGet();
		check();
	}

	void check() {
		if (this.unheard.get() == 0 && this.backend.inFlight() == 0) {
			finish();
		}
	}

	private void cutAll() {
		this.lanes.forEach((lane) -> lane.execute(() -> cut(lane)));
	}

	private void cut(Lane lane) {
		List<Exchange> exchanges = lane.exchanges(this.backend);
		this.cut.addAndGet(exchanges.size());
		exchanges.forEach((exchange) -> exchange.mishaps().cut());
		check();
	}

	/**
	 * Wait no longer.
	 */
	synchronized void finish() {
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		if (this.farewell != null) {
			this.farewell.stop();
		}
		this.done.complete(new Drained(this.cut.get()));
	}

}
