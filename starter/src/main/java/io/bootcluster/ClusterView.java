package io.bootcluster;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The picture of the node that the primary draws and every worker can show: the body of
 * {@code GET /actuator/cluster}. Immutable.
 *
 * @param node the node itself
 * @param release the release that workers run
 * @param workers every life that has not been forgotten, by slot and generation
 * @param dispatcher the dispatcher's counts
 */
public record ClusterView(Node node, Release release, List<Worker> workers, Dispatcher dispatcher) {

	public ClusterView {
		workers = List.copyOf(workers);
	}

	/**
	 * The node.
	 *
	 * @param id its name
	 * @param state {@code starting}, {@code serving}, {@code draining}
	 * @param startedAt when the primary started
	 */
	public record Node(String id, String state, Instant startedAt) {
	}

	/**
	 * The wanted release.
	 *
	 * @param id its content's name
	 * @param rollout the latest roll-out, or {@code null} before the first
	 */
	public record Release(String id, @Nullable Rollout rollout) {
	}

	/**
	 * A roll-out of a release.
	 *
	 * @param id the id of the wish that began it
	 * @param state {@code running}, {@code done}, {@code withdrawn}
	 * @param reason why it was withdrawn
	 */
	public record Rollout(String id, String state, @Nullable String reason) {
	}

	/**
	 * One worker.
	 *
	 * @param slot its place
	 * @param generation which life
	 * @param pid its process
	 * @param state how far its life has come
	 * @param gate whether it gets requests and, if not, why; {@code null} unless it
	 * serves
	 * @param since when it entered the state
	 * @param release the release it runs
	 * @param leader whether it runs what must run once
	 * @param inFlight requests that it has
	 * @param requests requests that it was given
	 * @param failures requests that it failed
	 * @param restarts how often the slot was filled again
	 * @param lastExit how the life before it ended, or {@code null} for the first
	 * @param heapUsed heap in use after the last collection, bytes, or -1 before it told
	 * @param heapMax largest heap, bytes, or -1 before it told
	 * @param rss resident memory, bytes, or -1 where the system does not tell
	 */
	public record Worker(int slot, int generation, long pid, String state, @Nullable String gate, Instant since,
			String release, boolean leader, int inFlight, long requests, long failures, int restarts,
			@Nullable Exit lastExit, long heapUsed, long heapMax, long rss) {
	}

	/**
	 * How a process ended.
	 *
	 * @param meaning what the code means, such as {@code killed by signal 9}
	 * @param code the process's exit code
	 * @param at when
	 */
	public record Exit(String meaning, int code, Instant at) {
	}

	/**
	 * The dispatcher's counts.
	 *
	 * @param policy name of the balancing policy
	 * @param connections open client connections
	 * @param inFlight requests that a worker has
	 * @param held requests that wait because no worker can take them
	 * @param requests requests routed
	 * @param retries further tries of requests whose worker failed
	 * @param failures requests that the dispatcher itself answered 502, 503 or 504
	 */
	public record Dispatcher(String policy, int connections, int inFlight, int held, long requests, long retries,
			long failures) {
	}

}
