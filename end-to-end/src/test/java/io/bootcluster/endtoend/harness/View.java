package io.bootcluster.endtoend.harness;

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
