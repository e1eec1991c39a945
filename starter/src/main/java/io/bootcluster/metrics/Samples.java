package io.bootcluster.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.bootcluster.Histogram;
import io.bootcluster.metrics.Family.Point;
import io.micrometer.core.instrument.Tags;

/**
 * Writes values as samples, which are the same in both formats.
 */
final class Samples {

	private static final double MICROS = 1_000_000;

	private Samples() {
	}

	static void of(Family family, Point point, List<String> samples) {
		String name = family.scrapeName();
		Histogram durations = point.durations();
		if (durations == null) {
			samples.add(sample((family.kind() == Family.Kind.COUNTER) ? name + "_total" : name, point.tags(),
					number(point.value())));
			return;
		}
		long count = 0;
		for (int index = 0; index <= Histogram.BOUNDS.size(); index++) {
			count += durations.buckets().get(index);
			String bound = (index < Histogram.BOUNDS.size()) ? number(Histogram.BOUNDS.get(index)) : "+Inf";
			samples.add(sample(name + "_bucket", point.tags().and("le", bound), Long.toString(count)));
		}
		samples.add(sample(name + "_count", point.tags(), Long.toString(count)));
		samples.add(sample(name + "_sum", point.tags(), number(durations.micros() / MICROS)));
	}

	/**
	 * Return whether a family is among those that a reader has named, by its own name or
	 * that of its samples.
	 */
	static boolean isNamed(Family family, Set<String> names) {
		List<String> own = new ArrayList<>();
		for (String suffix : List.of("", "_total", "_bucket", "_count", "_sum")) {
			own.add(family.scrapeName() + suffix);
		}
		return own.stream().anyMatch(names::contains);
	}

	private static String sample(String name, Tags tags, String value) {
		return name + "{" + Labels.text(tags) + "} " + value;
	}

	private static String number(double value) {
		return Double.toString(value);
	}

}
