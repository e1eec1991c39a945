package io.bootcluster;

import java.time.Duration;
import java.util.Optional;

import org.springframework.boot.convert.DurationStyle;

/**
 * A time that something may take at most, where it may also take as long as it likes.
 *
 * @param limit the time, or empty for {@code none}
 */
public record TimeLimit(Optional<Duration> limit) {

	/**
	 * Read a property's value.
	 * @param text a duration such as {@code 30s}, or {@code none}
	 * @return the limit
	 * @throws IllegalArgumentException for anything else
	 */
	public static TimeLimit valueOf(String text) {
		if (text.strip().equalsIgnoreCase("none")) {
			return new TimeLimit(Optional.empty());
		}
		return new TimeLimit(Optional.of(DurationStyle.detectAndParse(text.strip())));
	}

	@Override
	public String toString() {
		return this.limit.map(Setting::text).orElse("none");
	}

}
