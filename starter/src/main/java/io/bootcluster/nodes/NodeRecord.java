package io.bootcluster.nodes;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bootcluster.ClusterView;
import io.bootcluster.NodesProperties;
import io.bootcluster.NodesView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A node as it stands in Redis. Other releases may have written it: what is not known is
 * ignored, and what cannot be true is no record.
 *
 * @param id its name
 * @param address where others reach it
 * @param state {@code starting}, {@code serving}, {@code draining}
 * @param weight how many of its workers serve
 * @param release id of the release that it wants to run
 * @param inFlight requests that its workers have
 * @param startedAt when its primary started, milliseconds
 * @param report what its leader reports of its part in a roll-out; may be empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record NodeRecord(String id, String address, String state, int weight, String release, int inFlight, long startedAt,
		String report) {

	private static final Log logger = LogFactory.getLog(NodeRecord.class);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final int LONGEST_WORD = 200;

	NodeRecord {
		report = Objects.requireNonNullElse(report, "");
		require(id != null && NodesProperties.isId(id), "id");
		require(address != null && NodesProperties.isAddress(address), "address");
		require(state != null && state.matches("[a-z-]{1,32}"), "state");
		require(release != null && release.length() <= LONGEST_WORD
				&& release.chars().noneMatch(Character::isISOControl), "release");
		require(weight >= 0, "weight");
	}

	private static void require(boolean holds, String field) {
		if (!holds) {
			throw new IllegalArgumentException("No node has such a field: " + field);
		}
	}

	/**
	 * Describe a node as its view shows it.
	 * @param own the node
	 * @param report what its leader reports
	 * @return the record
	 */
	static NodeRecord of(ClusterView own, String report) {
		ClusterView.Node node = own.node();
		int weight = (int) own.workers()
			.stream()
			.filter((worker) -> worker.state().equals("serving") && "open".equals(worker.gate()))
			.count();
		return new NodeRecord(node.id(), node.address(), node.state(), weight, own.release().id(),
				own.dispatcher().inFlight(), node.startedAt().toEpochMilli(), report);
	}

	/**
	 * Read what stands in Redis.
	 * @param json the text
	 * @return the record, or empty if it is none
	 */
	static Optional<NodeRecord> read(String json) {
		try {
			return Optional.ofNullable(MAPPER.readValue(json, NodeRecord.class));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			logger.debug("No record of a node", ex);
			return Optional.empty();
		}
	}

	String json() {
		return MAPPER.writeValueAsString(this);
	}

	NodesView.Node node() {
		return new NodesView.Node(this.id, this.address, this.state, this.weight, this.release, this.inFlight,
				Instant.ofEpochMilli(this.startedAt));
	}

	/**
	 * Return whether others must learn at once of what has changed: of all but the load.
	 * @param before what they know
	 * @return whether they must
	 */
	boolean differsFrom(@Nullable NodeRecord before) {
		return before == null || !withoutLoad().equals(before.withoutLoad());
	}

	private NodeRecord withoutLoad() {
		return new NodeRecord(this.id, this.address, this.state, this.weight, this.release, 0, this.startedAt,
				this.report);
	}

}
