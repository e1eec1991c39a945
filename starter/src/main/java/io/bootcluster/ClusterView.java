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
 * @param wishes what operators wished for lately, oldest first
 * @param postMortems what was kept of workers that hung, oldest first
 * @param nodes all registered nodes, or {@code null} where they are not registered, or
 * not seen yet
 */
public record ClusterView(Node node, Release release, List<Worker> workers, Dispatcher dispatcher, List<Wished> wishes,
		List<PostMortem> postMortems, @Nullable NodesView nodes) {

	public ClusterView {
		workers = List.copyOf(workers);
		wishes = List.copyOf(wishes);
		postMortems = List.copyOf(postMortems);
	}

	/**
	 * Draw the picture of a node that knows of no other.
	 * @param node the node itself
	 * @param release the release that workers run
	 * @param workers every life that has not been forgotten, by slot and generation
	 * @param dispatcher the dispatcher's counts
	 * @param wishes what operators wished for lately, oldest first
	 * @param postMortems what was kept of workers that hung, oldest first
	 */
	public ClusterView(Node node, Release release, List<Worker> workers, Dispatcher dispatcher, List<Wished> wishes,
			List<PostMortem> postMortems) {
		this(node, release, workers, dispatcher, wishes, postMortems, null);
	}

	/**
	 * Return the same picture with other wishes.
	 * @param wishes the wishes, oldest first
	 * @return the picture
	 */
	public ClusterView withWishes(List<Wished> wishes) {
		return new ClusterView(this.node, this.release, this.workers, this.dispatcher, wishes, this.postMortems,
				this.nodes);
	}

	/**
	 * Return the same picture with other post-mortems.
	 * @param postMortems what was kept of workers that hung, oldest first
	 * @return the picture
	 */
	public ClusterView withPostMortems(List<PostMortem> postMortems) {
		return new ClusterView(this.node, this.release, this.workers, this.dispatcher, this.wishes, postMortems,
				this.nodes);
	}

	/**
	 * Return the same picture with other settings that need a restart.
	 * @param names names of settings that only a restart of the primary can change
	 * @return the picture
	 */
	public ClusterView withRestartNeeded(List<String> names) {
		Node changed = new Node(this.node.id(), this.node.address(), this.node.state(), this.node.startedAt(), names,
				this.node.wanted());
		return new ClusterView(changed, this.release, this.workers, this.dispatcher, this.wishes, this.postMortems,
				this.nodes);
	}

	/**
	 * Return the same picture of a node that drains.
	 * @return the picture
	 */
	public ClusterView withNodeDraining() {
		Node changed = new Node(this.node.id(), this.node.address(), "draining", this.node.startedAt(),
				this.node.restartNeeded(), this.node.wanted());
		return new ClusterView(changed, this.release, this.workers, this.dispatcher, this.wishes, this.postMortems,
				this.nodes);
	}

	/**
	 * Return the same picture with other nodes.
	 * @param nodes all registered nodes, or {@code null} if none was seen
	 * @return the picture
	 */
	public ClusterView withNodes(@Nullable NodesView nodes) {
		return new ClusterView(this.node, this.release, this.workers, this.dispatcher, this.wishes, this.postMortems,
				nodes);
	}

	/**
	 * The node.
	 *
	 * @param id its name
	 * @param address where balancers reach it, {@code host:port}
	 * @param state {@code starting}, {@code serving}, {@code draining}
	 * @param startedAt when the primary started
	 * @param restartNeeded names of settings that workers read anew and differently, but
	 * that only a restart of the primary can change
	 * @param wanted how many workers are wanted, or 0 where that is not known
	 */
	public record Node(String id, String address, String state, Instant startedAt, List<String> restartNeeded,
			int wanted) {

		public Node {
			restartNeeded = List.copyOf(restartNeeded);
		}

		/**
		 * Describe a node of which it is not known how many workers it wants.
		 * @param id its name
		 * @param address where balancers reach it, {@code host:port}
		 * @param state {@code starting}, {@code serving}, {@code draining}
		 * @param startedAt when the primary started
		 * @param restartNeeded names of settings that only a restart can change
		 */
		public Node(String id, String address, String state, Instant startedAt, List<String> restartNeeded) {
			this(id, address, state, startedAt, restartNeeded, 0);
		}

	}

	/**
	 * The wanted release.
	 *
	 * @param id its content's name; during a roll-out still that of the release before
	 * @param rollout the latest roll-out, or {@code null} before the first
	 * @param history the roll-outs that have ended, oldest first; bounded in number
	 */
	public record Release(String id, @Nullable Rollout rollout, List<Passed> history) {

		public Release {
			history = List.copyOf(history);
		}

	}

	/**
	 * A roll-out that has ended.
	 *
	 * @param id the id of the wish that began it
	 * @param release id of the release that it was to bring
	 * @param state {@code done}, {@code withdrawn}
	 * @param reason why it was withdrawn
	 * @param at when it ended
	 */
	public record Passed(String id, String release, String state, @Nullable String reason, Instant at) {
	}

	/**
	 * A roll-out of a release.
	 *
	 * @param id the id of the wish that began it
	 * @param state {@code running}, {@code done}, {@code withdrawn}
	 * @param reason why it was withdrawn
	 * @param release id of the release that it is to bring
	 * @param startedAt when it began, or {@code null} if it never did
	 */
	public record Rollout(String id, String state, @Nullable String reason, String release,
			@Nullable Instant startedAt) {
	}

	/**
	 * One worker.
	 *
	 * @param slot its place
	 * @param generation which life
	 * @param pid its process
	 * @param state how far its life has come: {@code starting}, {@code serving},
	 * {@code draining}, {@code stopping}, {@code gone}, or {@code errored} for a life
	 * that has gone from a slot in which one after the other fails; it is filled again
	 * all the same, with growing waits
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
	 * @param start what it was started from, or {@code null} before that is known
	 */
	public record Worker(int slot, int generation, long pid, String state, @Nullable String gate, Instant since,
			String release, boolean leader, int inFlight, long requests, long failures, int restarts,
			@Nullable Exit lastExit, long heapUsed, long heapMax, long rss, @Nullable Start start) {
	}

	/**
	 * How a worker started.
	 *
	 * @param from {@code jar}, {@code class-path}, {@code extracted}, {@code cds},
	 * {@code aot-cache}
	 * @param millis time from its process's start until it was ready, or -1 before it is
	 */
	public record Start(String from, long millis) {
	}

	/**
	 * How a process ended.
	 *
	 * @param meaning what the code means, such as {@code killed by signal 9}
	 * @param code the process's exit code
	 * @param at when
	 * @param wanted whether it was to end: to be replaced, or because fewer are wanted
	 */
	public record Exit(String meaning, int code, Instant at, boolean wanted) {
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

	/**
	 * What an operator wished for.
	 *
	 * @param id id of the wish, {@code slot-counter} or the command's own
	 * @param wish what it is, in words
	 * @param state {@code running}, {@code done}, {@code failed}
	 * @param reason why it failed
	 * @param at when it was heard
	 */
	public record Wished(String id, String wish, String state, @Nullable String reason, Instant at) {
	}

	/**
	 * What was kept of a worker before it was killed.
	 *
	 * @param path the absolute path of the directory, or of a heap dump
	 * @param worker the worker, such as {@code 2.3}
	 * @param reason why it was killed
	 * @param at when
	 */
	public record PostMortem(String path, String worker, String reason, Instant at) {
	}

}
