package io.bootcluster.admin;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;

/**
 * Views of a node, written shortly.
 */
final class Views {

	static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");

	private Views() {
	}

	/**
	 * Draw a node.
	 * @param state its state
	 * @param workers each worker as {@code 1.1 serving leads}
	 * @return the view
	 */
	static ClusterView of(String state, String... workers) {
		return new ClusterView(new ClusterView.Node("web:80", "web:80", state, STARTED, List.of(), workers.length),
				new ClusterView.Release("r", null, List.of()), Stream.of(workers).map(Views::worker).toList(),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of());
	}

	private static ClusterView.Worker worker(String text) {
		String[] words = text.split("[. ]");
		return new ClusterView.Worker(Integer.parseInt(words[0]), Integer.parseInt(words[1]), 1, words[2], null,
				STARTED, "r", words.length > 3, 0, 0, 0, 0, null, -1, -1, -1, null);
	}

}
