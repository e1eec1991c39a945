package io.bootcluster;

/**
 * Names one life of one worker: which slot it fills and which generation it is there.
 *
 * @param slot the place, stable, 1 or higher
 * @param generation which life in that slot, counting up from 1
 */
public record WorkerId(int slot, int generation) implements Comparable<WorkerId> {

	/**
	 * Environment variable that marks a JVM as a worker and carries its slot.
	 */
	public static final String SLOT_VARIABLE = "BOOTCLUSTER_WORKER";

	/**
	 * Environment variable that carries a worker's generation.
	 */
	public static final String GENERATION_VARIABLE = "BOOTCLUSTER_GENERATION";

	public WorkerId {
		if (slot < 1 || generation < 1) {
			throw new IllegalArgumentException("No worker has slot " + slot + " and generation " + generation);
		}
	}

	/**
	 * Return the next life in the same slot.
	 * @return the same slot with the generation one higher
	 */
	public WorkerId next() {
		return new WorkerId(this.slot, this.generation + 1);
	}

	@Override
	public int compareTo(WorkerId other) {
		int slots = Integer.compare(this.slot, other.slot);
		return (slots != 0) ? slots : Integer.compare(this.generation, other.generation);
	}

	/**
	 * The name in logs and prefixes, such as {@code worker-2.5}.
	 */
	@Override
	public String toString() {
		return "worker-" + this.slot + "." + this.generation;
	}

}
