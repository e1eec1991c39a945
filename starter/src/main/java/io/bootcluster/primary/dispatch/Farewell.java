package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Tells the tunnels of one leaving worker to close, spread in time. Their event loops
 * hand them to one of them, which keeps the {@link Pace} for all. Safe from any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Farewell {

	private final Lane timekeeper;

	/**
	 * Confined to the timekeeper's event loop, as all below.
	 */
	private final Queue<Tunnel> waiting = new ArrayDeque<>();

	private Pace pace;

	private boolean waking;

	Farewell(Lane timekeeper, Duration time) {
		this.timekeeper = timekeeper;
		this.pace = pace(time);
	}

	/**
	 * Half of the time is left for the closing itself.
	 */
	private Pace pace(Duration time) {
		return new Pace(this.timekeeper.deadlines().now(), time.dividedBy(2));
	}

	/**
	 * Be done within another time from now on.
	 * @param time until the worker's drain must be over
	 */
	void within(Duration time) {
		this.timekeeper.execute(() -> {
			this.pace = pace(time);
			turn();
		});
	}

	void add(Collection<Tunnel> tunnels) {
		List<Tunnel> added = List.copyOf(tunnels);
		this.timekeeper.execute(() -> {
			this.waiting.addAll(added);
			turn();
		});
	}

	/**
	 * Tell nobody else: the worker stays.
	 */
	void stop() {
		this.timekeeper.execute(this.waiting::clear);
	}

	private void turn() {
		long now = this.timekeeper.deadlines().now();
		for (int due = this.pace.due(now, this.waiting.size()); due > 0; due--) {
			tell(this.waiting.remove());
		}
		if (!this.waiting.isEmpty() && !this.waking) {
			wakeIn(this.pace.pause(now));
		}
	}

	private static void tell(Tunnel tunnel) {
		tunnel.lane().execute(tunnel::bid);
	}

	private void wakeIn(long nanos) {
		try {
			this.timekeeper.loop().schedule(this::woken, nanos, TimeUnit.NANOSECONDS);
			this.waking = true;
		}
		catch (RejectedExecutionException ex) {
			this.waiting.clear();
		}
	}

	private void woken() {
		this.waking = false;
		turn();
	}

}
