package io.bootcluster.primary.memory;

import org.springframework.util.unit.DataSize;

/**
 * How much memory the node may use, and who says so.
 *
 * @param size the limit
 * @param origin where it was read, such as {@code control group}
 */
public record MemoryLimit(DataSize size, String origin) {

	@Override
	public String toString() {
		return this.size.toMegabytes() + " MiB (" + this.origin + ")";
	}

}
