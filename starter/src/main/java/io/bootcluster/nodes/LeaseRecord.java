package io.bootcluster.nodes;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lease as it stands in Redis. It does not expire there, because clocks of servers
 * jump: who wants it watches it stand still.
 *
 * @param node id of the node that holds it
 * @param startedAt which life of it
 * @param worker which worker of it
 * @param token the fencing token
 * @param free whether it was given back
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LeaseRecord(String node, String startedAt, String worker, long token, boolean free) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static Optional<LeaseRecord> read(String json) {
		if (json.isEmpty()) {
			return Optional.empty();
		}
		try {
			return Optional.of(MAPPER.readValue(json, Written.class)).map(Written::record);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	boolean isOfNode(NodeLife life) {
		return this.node.equals(life.node());
	}

	NodesView.Lead lead() {
		return new NodesView.Lead(this.node, this.token);
	}

	/**
	 * Numbers are words there, because Lua's are not whole.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Written(@Nullable String node, @Nullable String startedAt, @Nullable String worker,
			@Nullable String token, @Nullable Boolean free) {

		private @Nullable LeaseRecord record() {
			return (this.node == null || this.startedAt == null || this.worker == null || this.token == null) ? null
					: new LeaseRecord(this.node, this.startedAt, this.worker, Long.parseLong(this.token),
							Boolean.TRUE.equals(this.free));
		}

	}

}
