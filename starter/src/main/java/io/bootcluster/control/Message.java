package io.bootcluster.control;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.bootcluster.ClusterView;
import io.bootcluster.ListenerAddress;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;

/**
 * One line on the line: a fact, a wish or an order, never a question. Types and fields
 * that one side does not know are ignored by it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = Message.Hello.class, name = "hello"),
		@JsonSubTypes.Type(value = Message.Listening.class, name = "listening"),
		@JsonSubTypes.Type(value = Message.Readiness.class, name = "readiness"),
		@JsonSubTypes.Type(value = Message.Beat.class, name = "beat"),
		@JsonSubTypes.Type(value = Message.Leaving.class, name = "leaving"),
		@JsonSubTypes.Type(value = Message.Wished.class, name = "wished"),
		@JsonSubTypes.Type(value = Message.Settings.class, name = "settings"),
		@JsonSubTypes.Type(value = Message.NodesSeen.class, name = "nodes-seen"),
		@JsonSubTypes.Type(value = Leading.SteppedDown.class, name = "stepped-down"),
		@JsonSubTypes.Type(value = Leading.Began.class, name = "began"),
		@JsonSubTypes.Type(value = Leading.Ended.class, name = "ended"),
		@JsonSubTypes.Type(value = Leading.Lead.class, name = "lead"),
		@JsonSubTypes.Type(value = Leading.StepDown.class, name = "step-down"),
		@JsonSubTypes.Type(value = Message.View.class, name = "view"),
		@JsonSubTypes.Type(value = News.Measured.class, name = "measured"),
		@JsonSubTypes.Type(value = News.Happened.class, name = "happened"),
		@JsonSubTypes.Type(value = News.Sampled.class, name = "sampled"),
		@JsonSubTypes.Type(value = News.SiblingsSeen.class, name = "siblings"),
		@JsonSubTypes.Type(value = Message.Stop.class, name = "stop") })
public sealed interface Message {

	/**
	 * Number of the protocol that this code speaks.
	 */
	int PROTOCOL = 1;

	/**
	 * Return whether a newer message of this type makes an older one worthless, so that a
	 * slow reader is spared the older.
	 * @return {@code true} for states, {@code false} for events
	 */
	default boolean supersedes() {
		return false;
	}

	/**
	 * What a worker says.
	 */
	sealed interface Up extends Message permits Hello, Listening, Readiness, Beat, Leaving, Wished, Settings, NodesSeen,
			Leading.SteppedDown, Leading.Began, Leading.Ended {

	}

	/**
	 * What the primary says.
	 */
	sealed interface Down extends Message permits View, Stop, Leading.Lead, Leading.StepDown, News.Measured,
			News.Happened, News.Sampled, News.SiblingsSeen {

	}

	/**
	 * Who speaks; always the first message of a worker.
	 *
	 * @param protocol number of the protocol that the worker speaks
	 * @param secret the cluster's secret
	 * @param slot the worker's slot
	 * @param generation the worker's generation
	 * @param pid the worker's process
	 */
	record Hello(int protocol, String secret, int slot, int generation, long pid) implements Up {

		/**
		 * Return the greeting of this code.
		 * @param secret the cluster's secret
		 * @param worker the worker
		 * @param pid its process
		 * @return the greeting
		 */
		public static Hello of(String secret, WorkerId worker, long pid) {
			return new Hello(PROTOCOL, secret, worker.slot(), worker.generation(), pid);
		}

		@JsonIgnore
		WorkerId worker() {
			return new WorkerId(this.slot, this.generation);
		}

		/**
		 * Everything that is not secret.
		 */
		@Override
		public String toString() {
			return "Hello[worker-" + this.slot + "." + this.generation + ", protocol=" + this.protocol + ", pid="
					+ this.pid + "]";
		}

	}

	/**
	 * The private listeners are bound. Said once, when all are.
	 *
	 * @param main the listener for the application's requests
	 * @param management the listener for the actuator, where it has its own
	 */
	record Listening(ListenerAddress main, Optional<ListenerAddress> management) implements Up {

		public Listening {
			Objects.requireNonNull(main, "No address");
		}

		/**
		 * Return where the worker can be reached.
		 * @return the address
		 */
		public WorkerAddress address() {
			return new WorkerAddress(this.main, this.management);
		}

	}

	/**
	 * The application's readiness flipped.
	 *
	 * @param ready whether it takes requests
	 * @param reason why not; empty if it does
	 */
	record Readiness(boolean ready, String reason) implements Up {

		public Readiness {
			reason = Objects.requireNonNullElse(reason, "");
		}

		@Override
		public boolean supersedes() {
			return true;
		}

	}

	/**
	 * A sign of life, every 250 ms.
	 *
	 * @param heapUsed heap in use after the last collection, bytes, or -1 before one
	 * @param heapLive heap that was found to be in use when all of it was looked at, as
	 * far as the collector does, bytes, or 0 before that
	 * @param heapMax largest heap, bytes
	 * @param rss resident memory, bytes, or -1 where the system does not tell
	 * @param collecting whether the collector runs just now
	 * @param deadlocked whether threads block each other for ever
	 */
	record Beat(long heapUsed, long heapLive, long heapMax, long rss, boolean collecting,
			boolean deadlocked) implements Up {

		@Override
		public boolean supersedes() {
			return true;
		}

	}

	/**
	 * The worker was told to exit by somebody else, and waits for {@link Stop} before it
	 * stops its server.
	 */
	record Leaving() implements Up {
	}

	/**
	 * Somebody asked this worker for something that the primary must do.
	 *
	 * @param id the id that the worker gave it, {@code slot-counter}
	 * @param wish what is wished for
	 */
	record Wished(String id, Wish wish) implements Up {

		public Wished {
			Objects.requireNonNull(id, "No id");
			Objects.requireNonNull(wish, "No wish");
		}

	}

	/**
	 * What this worker reads of the settings that only the primary applies.
	 *
	 * @param digests digests by full names of properties, never values
	 */
	record Settings(Map<String, String> digests) implements Up {

		public Settings {
			digests = Map.copyOf(digests);
		}

	}

	/**
	 * What this worker, which leads its node, sees of all nodes.
	 *
	 * @param nodes the nodes
	 * @param refused why wishes that concern all nodes cannot come true, by their ids
	 */
	record NodesSeen(NodesView nodes, Map<String, String> refused) implements Up {

		public NodesSeen {
			Objects.requireNonNull(nodes, "No nodes");
			refused = Map.copyOf(Objects.requireNonNullElse(refused, Map.of()));
		}

		@Override
		public boolean supersedes() {
			return true;
		}

	}

	/**
	 * The picture of the cluster.
	 *
	 * @param view the picture
	 */
	record View(ClusterView view) implements Down {

		public View {
			Objects.requireNonNull(view, "No view");
		}

		@Override
		public boolean supersedes() {
			return true;
		}

	}

	/**
	 * The worker's gate is closed and empty: exit now. A worker that is leaving goes on
	 * with that, and keeps the exit code that it would have had.
	 */
	record Stop() implements Down {
	}

}
