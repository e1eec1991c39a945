package io.bootcluster.endtoend.harness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

/**
 * What {@code GET /actuator/cluster} answered.
 *
 * @param json the body
 */
public record View(JsonNode json) {

	public Stream<Worker> workers() {
		return StreamSupport.stream(this.json.path("workers").spliterator(), false).map(Worker::new);
	}

	public Stream<Worker> serving() {
		return workers().filter((worker) -> worker.state().equals("serving"));
	}

	public long dispatcher(String count) {
		return this.json.path("dispatcher").path(count).asLong();
	}

	public String release() {
		return this.json.path("release").path("id").asString();
	}

	/**
	 * Return the settings that only a restart of the primary changes.
	 */
	public List<String> restartNeeded() {
		return StreamSupport.stream(this.json.path("node").path("restartNeeded").spliterator(), false)
			.map(JsonNode::asString)
			.toList();
	}

	/**
	 * Return every registered node, by id.
	 * @return their states
	 */
	public Map<String, String> nodes() {
		Map<String, String> nodes = new TreeMap<>();
		this.json.path("nodes")
			.path("nodes")
			.forEach((node) -> nodes.put(node.path("id").asString(), node.path("state").asString()));
		return nodes;
	}

	/**
	 * Return the node whose leader leads all nodes.
	 * @return its id, empty if nobody leads
	 */
	public String lead() {
		return this.json.path("nodes").path("lead").path("node").asString("");
	}

	public long token() {
		return this.json.path("nodes").path("lead").path("token").asLong();
	}

	/**
	 * Return what is wrong with the nodes.
	 * @return a sentence, empty if nothing is
	 */
	public String nodesProblem() {
		return this.json.path("nodes").path("problem").asString("");
	}

	/**
	 * Return the roll-outs that have ended, oldest first.
	 */
	public List<Passed> history() {
		return StreamSupport.stream(this.json.path("release").path("history").spliterator(), false)
			.map((passed) -> new Passed(passed.path("release").asString(), passed.path("state").asString(),
					passed.path("reason").asString("")))
			.toList();
	}

	/**
	 * A roll-out that has ended.
	 *
	 * @param release the release that it was to bring
	 * @param state how it ended
	 * @param reason why it was withdrawn
	 */
	public record Passed(String release, String state, String reason) {
	}

	/**
	 * One life in one slot.
	 *
	 * @param json its part of the body
	 */
	public record Worker(JsonNode json) {

		public int slot() {
			return this.json.path("slot").asInt();
		}

		public int generation() {
			return this.json.path("generation").asInt();
		}

		public long pid() {
			return this.json.path("pid").asLong();
		}

		public String state() {
			return this.json.path("state").asString();
		}

		public String gate() {
			return this.json.path("gate").asString("");
		}

		public boolean isOpen() {
			return gate().equals("open");
		}

		public String release() {
			return this.json.path("release").asString();
		}

		/**
		 * Return what it was started from.
		 * @return a word
		 */
		public String from() {
			return this.json.path("start").path("from").asString("");
		}

		public boolean isLeader() {
			return this.json.path("leader").asBoolean();
		}

		public int restarts() {
			return this.json.path("restarts").asInt();
		}

		public ProcessHandle process() {
			return ProcessHandle.of(pid()).orElseThrow();
		}

		@Override
		public String toString() {
			return slot() + "." + generation();
		}

	}

}
