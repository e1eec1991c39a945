package io.bootcluster.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.bootcluster.metrics.Family.Kind;
import io.bootcluster.metrics.Family.Point;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Has a meter in one registry for each value that there is of the cluster, and none for
 * one that is no more. Guarded by its owner, but for the values, which any may read.
 */
final class FamilyMeters {

	private final MeterRegistry registry;

	/**
	 * Whether only what is counted from the first look on counts: what was before has
	 * been sent by the worker that told of the cluster then.
	 */
	private final boolean fromNow;

	private final Map<Key, Meter> meters = new HashMap<>();

	private final Map<Key, Point> values = new ConcurrentHashMap<>();

	private final Map<Key, Point> before = new ConcurrentHashMap<>();

	private boolean looked;

	FamilyMeters(MeterRegistry registry, boolean fromNow) {
		this.registry = registry;
		this.fromNow = fromNow;
	}

	/**
	 * Take over new values.
	 * @param families everything that is measured now
	 */
	void follow(List<Family> families) {
		Map<Key, Family> seen = new HashMap<>();
		for (Family family : families) {
			for (Point point : family.points()) {
				Key key = new Key(family.name(), family.kind(), point.tags());
				seen.put(key, family);
				if (this.fromNow && !this.looked) {
					this.before.put(key, point);
				}
				this.values.put(key, point);
			}
		}
		this.looked |= !families.isEmpty();
		this.meters.entrySet().removeIf((meter) -> forgotten(meter.getKey(), meter.getValue(), seen));
		seen.forEach((key, family) -> this.meters.computeIfAbsent(key, (absent) -> register(key, family)));
	}

	private boolean forgotten(Key key, Meter meter, Map<Key, Family> seen) {
		if (seen.containsKey(key)) {
			return false;
		}
		this.registry.remove(meter);
		this.values.remove(key);
		this.before.remove(key);
		return true;
	}

	private Meter register(Key key, Family family) {
		return switch (family.kind()) {
			case GAUGE -> Gauge.builder(family.name(), () -> value(key))
				.description(family.help())
				.baseUnit(family.unit().isEmpty() ? null : family.unit())
				.tags(key.tags())
				.register(this.registry);
			case COUNTER -> FunctionCounter.builder(family.name(), this, (self) -> self.counted(key))
				.description(family.help())
				.tags(key.tags())
				.register(this.registry);
			case HISTOGRAM -> FunctionTimer
				.builder(family.name() + ".duration", this, (self) -> (long) self.counted(key),
						(self) -> self.micros(key), TimeUnit.MICROSECONDS)
				.description(family.help())
				.tags(key.tags())
				.register(this.registry);
		};
	}

	private double value(Key key) {
		Point point = this.values.get(key);
		return (point != null) ? point.value() : Double.NaN;
	}

	private double counted(Key key) {
		Point point = this.values.get(key);
		Point first = this.before.get(key);
		return (point != null) ? Math.max(point.value() - ((first != null) ? first.value() : 0), 0) : 0;
	}

	private double micros(Key key) {
		return Math.max(micros(this.values, key) - micros(this.before, key), 0);
	}

	private static double micros(Map<Key, Point> points, Key key) {
		Point point = points.get(key);
		return (point != null && point.durations() != null) ? point.durations().micros() : 0;
	}

	/**
	 * What tells a meter from the others.
	 */
	private record Key(String name, Kind kind, Tags tags) {
	}

}
