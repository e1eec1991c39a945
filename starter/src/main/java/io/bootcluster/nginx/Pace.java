package io.bootcluster.nginx;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Decides when a block is brought to Nginx: one quiet period after the first change, with
 * all that changed meanwhile, so at most once in such a period; and again after a
 * failure, ever more seldom. Times are nanoseconds. Confined to the writer's thread.
 */
final class Pace {

	private static final long LONGEST_WAIT = Duration.ofSeconds(30).toNanos();

	private static final long SHORTEST_WAIT = Duration.ofMillis(500).toNanos();

	private final long quiet;

	private @Nullable String inForce;

	private @Nullable String wanted;

	private boolean waiting;

	private long due;

	private long wait;

	Pace(Duration quiet) {
		this.quiet = quiet.toNanos();
	}

	/**
	 * Tell what is wanted, and ask whether it is to be brought now.
	 * @param block the block
	 * @param now the time
	 * @return whether it is
	 */
	boolean isDue(String block, long now) {
		if (block.equals(this.inForce)) {
			this.waiting = false;
			this.wait = 0;
			return false;
		}
		if (!this.waiting || (this.wait > 0 && !block.equals(this.wanted))) {
			this.waiting = true;
			this.wait = 0;
			this.due = now + this.quiet;
		}
		this.wanted = block;
		return now - this.due >= 0;
	}

	/**
	 * Tell that a block is in force.
	 * @param block the block
	 */
	void brought(String block) {
		this.inForce = block;
		this.waiting = false;
		this.wait = 0;
	}

	/**
	 * Tell that the block could not be brought.
	 * @param now the time
	 */
	void failed(long now) {
		this.wait = Math.min(LONGEST_WAIT, Math.max(SHORTEST_WAIT, this.wait * 2));
		this.due = now + this.wait;
	}

	/**
	 * Forget what is in force: somebody else has written since.
	 */
	void forget() {
		this.inForce = null;
		this.waiting = false;
		this.wait = 0;
	}

	@Nullable String inForce() {
		return this.inForce;
	}

}
