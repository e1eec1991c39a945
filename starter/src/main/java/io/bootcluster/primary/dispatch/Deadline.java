package io.bootcluster.primary.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * One point in time at which something is to happen unless it was moved or cleared
 * before. Moving it to later, as happens with each request, costs one assignment.
 * Confined to its event loop.
 */
final class Deadline {

	private final Deadlines owner;

	private final Runnable action;

	private long at;

	private boolean set;

	/**
	 * The tick whose slot it lies in: never later than the one it is due at.
	 */
	long tick = Deadlines.NOWHERE;

	@Nullable Deadline previous;

	@Nullable Deadline next;

	Deadline(Deadlines owner, Runnable action) {
		this.owner = owner;
		this.action = action;
	}

	/**
	 * Let it pass that long from now.
	 * @param nanos the time, 0 or more
	 */
	void in(long nanos) {
		long now = this.owner.now();
		this.at = now + nanos;
		this.set = true;
		this.owner.place(this, now);
	}

	/**
	 * Let it not pass.
	 */
	void clear() {
		this.set = false;
	}

	/**
	 * Forget it for good.
	 */
	void cancel() {
		this.set = false;
		this.owner.remove(this);
	}

	boolean isSet() {
		return this.set;
	}

	long at() {
		return this.at;
	}

	void pass() {
		this.set = false;
		this.action.run();
	}

}
