package io.bootcluster.endtoend.harness;

import java.io.IOException;

import tools.jackson.databind.JsonNode;

/**
 * Somebody with a session, who counts along.
 */
public final class Visitor {

	private final Client client;

	private int visits;

	public Visitor(Client client) {
		this.client = client;
	}

	/**
	 * Visit once more, and insist that no visit before was forgotten.
	 * @return the slot that answered
	 * @throws IOException if nobody answered
	 */
	public int visit() throws IOException {
		JsonNode counted = this.client.post("/api/visits").ok().json();
		this.visits++;
		if (counted.path("visits").asInt() != this.visits) {
			throw new AssertionError("Visit " + this.visits + " was counted as " + counted);
		}
		return counted.path("worker").asInt();
	}

	public int visits() {
		return this.visits;
	}

	public Client client() {
		return this.client;
	}

}
