package io.bootcluster;

import java.util.OptionalInt;

/**
 * How many workers are wanted: a number, or what processors and memory allow.
 *
 * @param number the number, 1 to {@value #MOST}, or empty for {@code auto}
 */
public record WorkerCount(OptionalInt number) {

	private static final int MOST = 1000;

	private static final String PROPERTY = BootclusterProperties.PREFIX + ".workers";

	/**
	 * Read a property's value.
	 * @param text a number or {@code auto}
	 * @return the count
	 * @throws WrongSettingException for anything else
	 */
	public static WorkerCount valueOf(String text) {
		if (text.strip().equalsIgnoreCase("auto")) {
			return new WorkerCount(OptionalInt.empty());
		}
		try {
			int number = Integer.parseInt(text.strip());
			if (number >= 1 && number <= MOST) {
				return new WorkerCount(OptionalInt.of(number));
			}
		}
		catch (NumberFormatException ex) {
			// Told below like a number out of range.
		}
		throw new WrongSettingException(PROPERTY, text, "it must be 'auto' or a number from 1 to " + MOST,
				"Set the number of workers, or 'auto' for what processors and memory allow.");
	}

	@Override
	public String toString() {
		return this.number.isPresent() ? Integer.toString(this.number.getAsInt()) : "auto";
	}

}
