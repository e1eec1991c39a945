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

	static void inRange(String name, long value, long least, long most) {
		if (value < least || value > most) {
			throw outOfRange(name, Long.toString(value),
					(most == Long.MAX_VALUE) ? least + " or more" : "from " + least + " to " + most);
		}
	}

	static void share(String name, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw outOfRange(name, Double.toString(value), "from 0 to 1");
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
