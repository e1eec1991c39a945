package io.bootcluster;

import java.util.Optional;

import org.springframework.util.unit.DataSize;

/**
 * How large each worker's heap may grow: a size, or a fair share of what there is.
 *
 * @param heap the size, or empty for {@code auto}
 */
public record WorkerMemory(Optional<DataSize> heap) {

	private static final DataSize LEAST = DataSize.ofMegabytes(16);

	private static final String PROPERTY = BootclusterProperties.PREFIX + ".worker.memory";

	/**
	 * Read a property's value.
	 * @param text a size such as {@code 256MB}, or {@code auto}
	 * @return the memory
	 * @throws WrongSettingException for anything else
	 */
	public static WorkerMemory valueOf(String text) {
		if (text.strip().equalsIgnoreCase("auto")) {
			return new WorkerMemory(Optional.empty());
		}
		try {
			DataSize size = DataSize.parse(text.strip());
			if (size.compareTo(LEAST) >= 0) {
				return new WorkerMemory(Optional.of(size));
			}
		}
		catch (IllegalArgumentException ex) {
			// Told below like a size that is too small.
		}
		throw new WrongSettingException(PROPERTY, text,
				"it must be 'auto' or a size of at least " + LEAST.toMegabytes() + "MB",
				"Set the largest heap of each worker, such as 256MB, or 'auto' for a fair share.");
	}

	@Override
	public String toString() {
		return this.heap.map((size) -> size.toMegabytes() + "MB").orElse("auto");
	}

}
