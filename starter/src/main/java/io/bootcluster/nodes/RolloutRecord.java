package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A roll-out over all nodes as it stands in Redis: all that the next one who drives it
 * must know. Immutable.
 *
 * @param id id of the wish that began it
 * @param by id of the node that was asked for it
 * @param state how far it is
 * @param reason why it fails
 * @param release the release that the first node came to, which all others must come to
 * @param since when its present step began, milliseconds of Redis' clock
 * @param written when it was written last, by the same clock
 * @param parts what becomes of each node, in order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RolloutRecord(String id, String by, State state, @Nullable String reason, @Nullable String release, long since,
		long written, List<Part> parts) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	RolloutRecord {
		parts = List.copyOf(parts);
	}

	/**
	 * Read what stands in Redis.
	 * @param json the text
	 * @return the record, or empty if it is none that this release understands
	 */
	static Optional<RolloutRecord> read(String json) {
		try {
			return Optional.ofNullable(MAPPER.readValue(json, RolloutRecord.class));
		}
		catch (JacksonException | IllegalArgumentException | NullPointerException ex) {
			return Optional.empty();
		}
	}

	String json() {
		return MAPPER.writeValueAsString(this);
	}

	boolean isOf(String node, String wish) {
		return this.by.equals(node) && this.id.equals(wish);
	}

	Optional<Part> part(String node) {
		return this.parts.stream().filter((part) -> part.node().equals(node)).findFirst();
	}

	/**
	 * Return how long its present step has taken.
	 */
	Duration age(Instant now) {
		return Duration.ofMillis(now.toEpochMilli() - this.since);
	}

	RolloutRecord writtenAt(Instant now) {
		return new RolloutRecord(this.id, this.by, this.state, this.reason, this.release, this.since,
				now.toEpochMilli(), this.parts);
	}

	RolloutRecord expecting(String release) {
		return new RolloutRecord(this.id, this.by, this.state, this.reason, release, this.since, this.written,
				this.parts);
	}

	RolloutRecord to(State state, @Nullable String reason, Instant now) {
		return new RolloutRecord(this.id, this.by, state, reason, this.release, now.toEpochMilli(), this.written,
				this.parts);
	}

	RolloutRecord with(UnaryOperator<Part> change, Instant now) {
		return new RolloutRecord(this.id, this.by, this.state, this.reason, this.release, now.toEpochMilli(),
				this.written, this.parts.stream().map(change).toList());
	}

	NodesView.Rollout shown() {
		return new NodesView.Rollout(this.id, this.by, this.state.toString(), this.reason,
				this.parts.stream()
					.map((part) -> new NodesView.Part(part.node(), part.state().toString(), part.reason()))
					.toList());
	}

	/**
	 * A node's part.
	 *
	 * @param node id of the node
	 * @param state how far it is
	 * @param reason why it failed
	 * @param before the release that the node ran before
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Part(String node, PartState state, @Nullable String reason, String before) {

		Part to(PartState state, @Nullable String reason) {
			return new Part(this.node, state, reason, this.before);
		}

	}

	/**
	 * How far a roll-out is.
	 */
	enum State {

		RUNNING, ROLLING_BACK, DONE, FAILED;

		boolean isOver() {
			return this == DONE || this == FAILED;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/**
	 * How far a node is with its part.
	 */
	enum PartState {

		WAITING, ASKED, DONE, FAILED, RESTORING, RESTORED;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
