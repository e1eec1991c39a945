package io.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.bootcluster.ClusterView;
import io.bootcluster.primary.supervisor.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the service manager must know: ready when the first worker serves,
 * reloading while a roll-out runs, stopping, a sentence for people, and signs of life
 * that only a supervisor can give which still turns. Confined to the supervisor's thread.
 */
final class ServiceNews {

	private final Consumer<List<String>> audience;

	private final Duration period;

	private final LongSupplier nanos;

	private State told = State.STARTING;

	private @Nullable String status;

	private @Nullable Long lastSign;

	/**
	 * Create one that has told nothing.
	 * @param audience takes the news
	 * @param watchdog within which time a sign of life is awaited, or zero
	 * @param nanos the system's monotonic nanoseconds
	 */
	ServiceNews(Consumer<List<String>> audience, Duration watchdog, LongSupplier nanos) {
		this.audience = audience;
		this.period = watchdog.dividedBy(2);
		this.nanos = nanos;
	}

	/**
	 * The picture changed.
	 * @param picture the new picture
	 */
	void changed(Picture picture) {
		List<String> news = new ArrayList<>();
		State state = State.of(picture, this.told);
		if (state != this.told) {
			this.told = state;
			news.addAll(words(state));
		}
		String sentence = sentence(picture);
		if (!Objects.equals(sentence, this.status)) {
			this.status = sentence;
			news.add("STATUS=" + sentence);
		}
		if (!news.isEmpty()) {
			this.audience.accept(news);
		}
	}

	/**
	 * The supervisor turned.
	 */
	void turned() {
		long now = this.nanos.getAsLong();
		if (!this.period.isZero() && (this.lastSign == null || now - this.lastSign >= this.period.toNanos())) {
			this.lastSign = now;
			this.audience.accept(List.of("WATCHDOG=1"));
		}
	}

	private List<String> words(State state) {
		return switch (state) {
			case STARTING -> List.of();
			case READY -> List.of("READY=1");
			// systemd compares this with its own reading of the same clock.
			case RELOADING -> List.of("RELOADING=1", "MONOTONIC_USEC=" + this.nanos.getAsLong() / 1000);
			case STOPPING -> List.of("STOPPING=1");
		};
	}

	private static String sentence(Picture picture) {
		long serving = picture.lives().stream().filter((life) -> life.progress().state().isServing()).count();
		ClusterView.Rollout rollout = picture.release().rollout();
		String failure = (rollout != null && rollout.state().equals("withdrawn")) ? rollout.reason() : null;
		return serving + " of " + picture.wanted() + " workers serve release " + picture.release().id()
				+ ((failure != null) ? "; the latest roll-out was withdrawn: " + failure.lines().findFirst().orElse("")
						: "");
	}

	/**
	 * What the service manager knows.
	 */
	private enum State {

		STARTING, READY, RELOADING, STOPPING;

		static State of(Picture picture, State before) {
			if (picture.state().equals("draining")) {
				return STOPPING;
			}
			if (!picture.state().equals("serving")) {
				return before;
			}
			ClusterView.Rollout rollout = picture.release().rollout();
			return (rollout != null && rollout.state().equals("running")) ? RELOADING : READY;
		}

	}

}
