package io.bootcluster.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterView;
import io.bootcluster.Measures;
import io.bootcluster.Sample;
import io.bootcluster.Sibling;
import io.bootcluster.control.Message;
import io.bootcluster.control.News;
import org.jspecify.annotations.Nullable;

/**
 * What the primary has told this worker of the node. Written by the line's thread; safe
 * to read from any.
 */
final class Told {

	private static final int MOST_EVENTS = 200;

	/**
	 * A quarter of an hour.
	 */
	private static final int MOST_SAMPLES = 180;

	/**
	 * The primary tells what it measures every second.
	 */
	private static final Duration RECENT = Duration.ofSeconds(3);

	private final LongSupplier nanoTime;

	private final List<Consumer<ClusterEvent>> listeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable ClusterView view;

	private volatile @Nullable Measures measures;

	private volatile List<ClusterEvent> events = List.of();

	private volatile List<Sample> samples = List.of();

	private volatile List<Sibling> siblings = List.of();

	private volatile @Nullable Long measured;

	private boolean caughtUp;

	Told() {
		this(System::nanoTime);
	}

	Told(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Take a message, unless it is no news of the node.
	 * @param message what the primary said
	 */
	void take(Message.Down message) {
		if (message instanceof Message.View picture) {
			this.view = picture.view();
		}
		else if (message instanceof News.Measured measured) {
			this.measures = measured.measures();
			this.measured = this.nanoTime.getAsLong();
		}
		else if (message instanceof News.SiblingsSeen seen) {
			this.siblings = seen.siblings();
		}
		else if (message instanceof News.Sampled sampled) {
			this.samples = append(this.samples, sampled.samples(), (sample) -> sample.at().toEpochMilli(),
					MOST_SAMPLES);
		}
		else if (message instanceof News.Happened happened) {
			happened(happened.events());
		}
	}

	/**
	 * The first message is the past, of which nobody is told.
	 */
	private void happened(List<ClusterEvent> news) {
		List<ClusterEvent> before = this.events;
		long last = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
		this.events = append(before, news, ClusterEvent::number, MOST_EVENTS);
		if (this.caughtUp) {
			news.stream()
				.filter((event) -> event.number() > last)
				.forEach((event) -> this.listeners.forEach((listener) -> listener.accept(event)));
		}
		this.caughtUp = true;
	}

	private static <T> List<T> append(List<T> before, List<T> news, ToLongFunction<T> number, int most) {
		long last = before.isEmpty() ? Long.MIN_VALUE : number.applyAsLong(before.get(before.size() - 1));
		List<T> all = new ArrayList<>(before);
		news.stream().filter((each) -> number.applyAsLong(each) > last).forEach(all::add);
		return List.copyOf(all.subList(Math.max(all.size() - most, 0), all.size()));
	}

	/**
	 * Hear of what happens from now on, on the line's thread: return at once.
	 * @param listener told of each event
	 */
	void listen(Consumer<ClusterEvent> listener) {
		this.listeners.add(listener);
	}

	Optional<ClusterView> view() {
		return Optional.ofNullable(this.view);
	}

	Optional<Measures> measures() {
		return Optional.ofNullable(this.measures);
	}

	boolean isUpToDate() {
		Long last = this.measured;
		return last != null && this.nanoTime.getAsLong() - last <= RECENT.toNanos();
	}

	List<ClusterEvent> events() {
		return this.events;
	}

	List<Sample> samples() {
		return this.samples;
	}

	List<Sibling> siblings() {
		return this.siblings;
	}

}
