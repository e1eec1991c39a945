package io.bootcluster.primary.dispatch.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Understands an {@code Accept} as far as two forms of an answer are to be chosen from
 * (RFC 9110, section 12.5.1). Whoever says nothing, takes anything, or takes neither,
 * reads JSON: browsers name HTML, some of them and anything else beside it. Parameters
 * other than {@code q} make no difference.
 */
final class MediaRanges {

	private MediaRanges() {
	}

	/**
	 * Return whether HTML is wanted more than JSON.
	 * @param accept the field's value, its lines joined by commas; may be empty or
	 * malformed
	 * @return {@code true} if so
	 */
	static boolean prefersHtml(String accept) {
		List<Range> ranges = split(accept, ',').stream().map(Range::parse).toList();
		Wish html = Wish.of(ranges, "text", "html");
		return Stream.of(Wish.of(ranges, "application", "problem+json"), Wish.of(ranges, "application", "json"))
			.allMatch(html::isAbove);
	}

	/**
	 * Split, but not within a quoted string.
	 */
	private static List<String> split(String text, char separator) {
		List<String> parts = new ArrayList<>();
		boolean quoted = false;
		int start = 0;
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			if (quoted && character == '\\') {
				index++;
			}
			else if (character == '"') {
				quoted = !quoted;
			}
			else if (character == separator && !quoted) {
				parts.add(text.substring(start, index));
				start = index + 1;
			}
		}
		parts.add(text.substring(start));
		return parts;
	}

	/**
	 * One element of the list.
	 *
	 * @param name type and subtype, lower-case
	 * @param weight how much it is wanted, 0 to 1; 0 if that is malformed
	 */
	private record Range(String name, double weight) {

		static Range parse(String element) {
			List<String> parts = split(element, ';');
			double weight = 1;
			for (String parameter : parts.subList(1, parts.size())) {
				String value = parameter.strip();
				if (value.regionMatches(true, 0, "q=", 0, 2)) {
					weight = weight(value.substring(2));
				}
			}
			return new Range(parts.get(0).strip().toLowerCase(Locale.ROOT), weight);
		}

		private static double weight(String value) {
			boolean valid = value.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
			return valid ? Double.parseDouble(value) : 0;
		}

	}

	/**
	 * How much a form is wanted: the most specific range that it is in decides; of
	 * several alike, the one that wants it most.
	 *
	 * @param weight how much, 0 to 1
	 * @param specific how specific that range is, 0 if it is any
	 */
	private record Wish(double weight, int specific) {

		static Wish of(List<Range> ranges, String type, String subtype) {
			List<String> names = List.of("*/*", type + "/*", type + "/" + subtype);
			return IntStream.of(2, 1, 0)
				.mapToObj((specific) -> ranges.stream()
					.filter((range) -> range.name.equals(names.get(specific)))
					.mapToDouble(Range::weight)
					.mapToObj((weight) -> new Wish(weight, specific)))
				.map((matching) -> matching.max(Comparator.comparingDouble(Wish::weight)))
				.flatMap(Optional::stream)
				.findFirst()
				.orElse(new Wish(0, 0));
		}

		/**
		 * Who names this form, and the other only as any, wants this one.
		 */
		boolean isAbove(Wish other) {
			return this.weight > other.weight
					|| (this.weight > 0 && this.weight == other.weight && this.specific > other.specific);
		}

	}

}
