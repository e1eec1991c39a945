package io.bootcluster.metrics;

import java.util.List;
import java.util.Locale;

import io.bootcluster.Histogram;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured of the cluster and all of its values at one moment, from
 * which both a scrape and meters are made. Immutable.
 *
 * @param name name by Micrometer's convention, without the unit
 * @param kind what its values are
 * @param unit base unit, or empty
 * @param help what it is, for people
 * @param points the values, no two with the same tags
 */
record Family(String name, Kind kind, String unit, String help, List<Point> points) {

	Family {
		points = List.copyOf(points);
	}

	static Family gauge(String name, String unit, String help, List<Point> points) {
		return new Family(name, Kind.GAUGE, unit, help, points);
	}

	static Family counter(String name, String help, List<Point> points) {
		return new Family(name, Kind.COUNTER, "", help, points);
	}

	/**
	 * Create a family of durations.
	 */
	static Family durations(String name, String help, List<Point> points) {
		return new Family(name, Kind.HISTOGRAM, "seconds", help, points);
	}

	/**
	 * Return the name by Prometheus' convention.
	 * @return the name with its unit, but without what the kind appends
	 */
	String scrapeName() {
		return (this.unit.isEmpty() ? this.name : this.name + "." + this.unit).replace('.', '_');
	}

	/**
	 * What the values are.
	 */
	enum Kind {

		/** Goes up and down. */
		GAUGE,

		/** Only goes up, until what counts ends. */
		COUNTER,

		/** Counts of durations. */
		HISTOGRAM;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * One value.
	 *
	 * @param tags what tells it from the family's others
	 * @param value the value, or how many durations there were
	 * @param durations the durations, or {@code null} if it is no histogram
	 */
	record Point(Tags tags, double value, @Nullable Histogram durations) {

		static Point of(Tags tags, double value) {
			return new Point(tags, value, null);
		}

		static Point of(Tags tags, long value) {
			return new Point(tags, (double) value, null);
		}

		static Point of(Tags tags, Histogram durations) {
			return new Point(tags, (double) durations.count(), durations);
		}

	}

}
