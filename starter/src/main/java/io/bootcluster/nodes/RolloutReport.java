package io.bootcluster.nodes;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a node's leader says of its part in a roll-out, in the node's own record.
 *
 * @param rollout id of the roll-out
 * @param errand what the node was asked for
 * @param progress how far it is
 * @param reason why it failed
 * @param release the release that the node wants to run
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RolloutReport(String rollout, Errand errand, Progress progress, @Nullable String reason, String release) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static Optional<RolloutReport> read(String json) {
		try {
			return Optional.ofNullable(MAPPER.readValue(json, RolloutReport.class));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	String json() {
		return MAPPER.writeValueAsString(this);
	}

	/**
	 * What a node is asked for.
	 */
	enum Errand {

		RELOAD, RESTORE

	}

	/**
	 * How far it is.
	 */
	enum Progress {

		RUNNING, DONE, FAILED

	}

}
