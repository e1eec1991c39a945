package io.bootcluster.primary.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterView;
import io.bootcluster.Measures;
import io.bootcluster.Sample;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import io.bootcluster.control.News;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the node, and who is told of it. Confined to the telemetry's
 * thread.
 */
final class Memory {

	/**
	 * A quarter of an hour.
	 */
	static final int KEPT_SAMPLES = 180;

	/**
	 * The line takes no message of any length, and each worker is in each sample.
	 */
	private static final int SAMPLES_A_MESSAGE = 20;

	private static final int TICKS_A_SAMPLE = 5;

	private final Supplier<Measures> traffic;

	private final VitalCounts vitals;

	private final Audience audience;

	private final Telemetry.Time time;

	private final EventLog events = new EventLog();

	private final CrashLoops loops = new CrashLoops();

	private final SlotCounts counts = new SlotCounts();

	private final Deque<Sample> samples = new ArrayDeque<>();

	private @Nullable ClusterView view;

	private Curve.@Nullable Reading reading;

	private Measures measures = Measures.NONE;

	private long seen;

	private long read;

	private int ticks;

	Memory(Supplier<Measures> traffic, VitalCounts vitals, Audience audience, Telemetry.Time time) {
		this.traffic = traffic;
		this.vitals = vitals;
		this.audience = audience;
		this.time = time;
	}

	void seen(ClusterView now) {
		ClusterView before = this.view;
		this.view = now;
		this.seen = this.time.nanos().getAsLong();
		if (before != null) {
			this.counts.compare(before, now);
		}
		List<Happening> happenings = this.loops.news(Comparison.of((before != null) ? before : nothing(now), now),
				now.workers());
		if (!happenings.isEmpty()) {
			List<ClusterEvent> news = this.events.add(happenings, this.time.wall().get());
			this.audience.tell(new News.Happened(news));
		}
	}

	/**
	 * The picture of the same node before anything happened to it.
	 */
	private static ClusterView nothing(ClusterView now) {
		ClusterView.Node node = new ClusterView.Node(now.node().id(), now.node().address(), "starting",
				now.node().startedAt(), List.of());
		return new ClusterView(node, new ClusterView.Release(now.release().id(), null, List.of()), List.of(),
				now.dispatcher(), List.of(), List.of());
	}

	void opened(WorkerId worker) {
		List<Message.Down> past = new ArrayList<>();
		past.add(new News.Happened(this.events.kept()));
		List<Sample> kept = List.copyOf(this.samples);
		for (int from = 0; from < kept.size(); from += SAMPLES_A_MESSAGE) {
			past.add(new News.Sampled(kept.subList(from, Math.min(from + SAMPLES_A_MESSAGE, kept.size()))));
		}
		past.add(new News.Measured(this.measures));
		this.audience.welcome(worker, past);
	}

	void closed(WorkerId worker) {
		this.audience.forget(worker);
	}

	/**
	 * A second has passed.
	 */
	void tick() {
		ClusterView now = this.view;
		if (now != null) {
			measure(now);
		}
	}

	private void measure(ClusterView now) {
		Measures counted = this.traffic.get();
		Map<Integer, Long> ejections = counted.slots()
			.stream()
			.collect(Collectors.toMap(Measures.Slot::slot, Measures.Slot::ejections));
		Measures.Counts node = counted.counts();
		this.measures = new Measures(counted.requests(), counted.held(),
				new Measures.Counts(node.connections(), node.requests(), node.retries(), node.failures(),
						node.refusals(), this.counts.rollouts()),
				this.counts.slots(ejections, this.vitals, now.workers()));
		this.audience.tell(new News.Measured(this.measures));
		this.ticks++;
		if (this.reading == null || this.ticks % TICKS_A_SAMPLE == 0) {
			sample(new Curve.Reading(now, this.measures));
		}
	}

	private void sample(Curve.Reading now) {
		Curve.Reading before = this.reading;
		if (before != null) {
			Sample sample = Curve.point(before, now, Duration.ofNanos(this.seen - this.read), moment());
			this.samples.addLast(sample);
			if (this.samples.size() > KEPT_SAMPLES) {
				this.samples.removeFirst();
			}
			this.audience.tell(new News.Sampled(List.of(sample)));
		}
		this.reading = now;
		this.read = this.seen;
	}

	/**
	 * Return the time of day, which is later than that of the sample before even where
	 * the clock was put back: that is how workers know what is new.
	 */
	private Instant moment() {
		Instant now = this.time.wall().get();
		Sample last = this.samples.peekLast();
		return (last == null || now.isAfter(last.at().plusMillis(1))) ? now : last.at().plusMillis(1);
	}

}
