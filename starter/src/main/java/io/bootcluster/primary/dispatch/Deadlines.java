package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the deadlines of one event loop on a coarse wheel, so that no request needs a
 * task of its own. A deadline passes up to two ticks late and never early. Confined to
 * its event loop.
 */
final class Deadlines {

	static final Duration TICK = Duration.ofMillis(50);

	static final long NOWHERE = -1;

	private static final int SLOTS = 256;

	private final LongSupplier nanos;

	private final Runnable wake;

	private final @Nullable Deadline[] wheel = new @Nullable Deadline[SLOTS];

	private final long start;

	private long tick;

	private int size;

	/**
	 * Make an empty wheel.
	 * @param nanos the monotonic time
	 * @param wake asks for one {@link #turn()} a tick from now
	 */
	Deadlines(LongSupplier nanos, Runnable wake) {
		this.nanos = nanos;
		this.wake = wake;
		this.start = nanos.getAsLong();
	}

	long now() {
		return this.nanos.getAsLong();
	}

	void place(Deadline deadline, long now) {
		if (deadline.tick == NOWHERE) {
			if (this.size++ == 0) {
				this.tick = (now - this.start) / TICK.toNanos();
				this.wake.run();
			}
		}
		else if (deadline.tick <= dueTick(deadline)) {
			return;
		}
		else {
			unlink(deadline);
		}
		link(deadline);
	}

	void remove(Deadline deadline) {
		if (deadline.tick != NOWHERE) {
			unlink(deadline);
			this.size--;
		}
	}

	/**
	 * Let pass what is due, and ask for the next turn if anything is left.
	 */
	void turn() {
		long now = now();
		long until = (now - this.start) / TICK.toNanos();
		long from = Math.max(this.tick, until - SLOTS);
		this.tick = until;
		for (long swept = from + 1; swept <= until; swept++) {
			sweep(swept, now);
		}
		if (this.size > 0) {
			this.wake.run();
		}
	}

	/**
	 * Take all out first, since what one does may move another.
	 */
	private void sweep(long swept, long now) {
		List<Deadline> due = new ArrayList<>();
		Deadline each = this.wheel[slot(swept)];
		while (each != null) {
			due.add(each);
			each = each.next;
		}
		due.forEach(this::remove);
		for (Deadline deadline : due) {
			settle(deadline, now);
		}
	}

	private void settle(Deadline deadline, long now) {
		if (!deadline.isSet() || deadline.tick != NOWHERE) {
			return;
		}
		if (deadline.at() - now <= 0) {
			deadline.pass();
		}
		else {
			this.size++;
			link(deadline);
		}
	}

	private long dueTick(Deadline deadline) {
		return (deadline.at() - this.start) / TICK.toNanos() + 1;
	}

	private void link(Deadline deadline) {
		deadline.tick = Math.max(this.tick + 1, Math.min(dueTick(deadline), this.tick + SLOTS - 1));
		Deadline first = this.wheel[slot(deadline.tick)];
		deadline.next = first;
		if (first != null) {
			first.previous = deadline;
		}
		this.wheel[slot(deadline.tick)] = deadline;
	}

	private void unlink(Deadline deadline) {
		if (deadline.previous != null) {
			deadline.previous.next = deadline.next;
		}
		else {
			this.wheel[slot(deadline.tick)] = deadline.next;
		}
		if (deadline.next != null) {
			deadline.next.previous = deadline.previous;
		}
		deadline.previous = null;
		deadline.next = null;
		deadline.tick = NOWHERE;
	}

	private static int slot(long tick) {
		return (int) (tick % SLOTS);
	}

}
