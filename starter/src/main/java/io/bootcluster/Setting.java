package io.bootcluster;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Checks of values, told with the name of their property.
 */
final class Setting {

	private Setting() {
	}

	static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw outOfRange(name, text(value), "longer than 0");
		}
	}

	static void notNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw outOfRange(name, text(value), "0 or longer");
		}
	}

	static void notNegative(String name, DataSize value) {
		if (value.isNegative()) {
			throw outOfRange(name, value.toString(), "0B or more");
		}
	}

	static void inRange(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw outOfRange(name, Integer.toString(value), "from " + least + " to " + most);
		}
	}

	/**
	 * Return a duration as people write it in properties.
	 * @param value the duration
	 * @return text such as {@code 200ms} or {@code 30s}
	 */
	static String text(Duration value) {
		return (value.toMillis() % 1000 == 0) ? value.toSeconds() + "s" : value.toMillis() + "ms";
	}

	private static WrongSettingException outOfRange(String name, String value, String range) {
		return new WrongSettingException(BootclusterProperties.PREFIX + "." + name, value, "it must be " + range,
				"Set a value that is " + range + ", or remove the property to get its default.");
	}

}
