package io.bootcluster.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;

/**
 * Tells in lines what changed from one picture of the node to the next. Confined to one
 * thread.
 */
final class ProgressLines {

	private final Map<String, String> before = new LinkedHashMap<>();

	private final Set<String> kept = new HashSet<>();

	private final Set<String> told = new HashSet<>();

	private boolean begun;

	/**
	 * Take the next picture.
	 * @param view the picture
	 * @return what changed; nothing for the first one
	 */
	List<String> changes(ClusterView view) {
		List<String> lines = new ArrayList<>();
		Map<String, String> now = new LinkedHashMap<>();
		view.workers().forEach((life) -> now.put("worker-" + life.slot() + "." + life.generation(), words(life)));
		now.forEach((name, words) -> {
			if (this.begun && !words.equals(this.before.get(name))) {
				lines.add(name + " " + words);
			}
		});
		parts(view.nodes()).forEach((part) -> {
			if (this.told.add(part) && this.begun) {
				lines.add(part);
			}
		});
		this.before.keySet()
			.stream()
			.filter((name) -> !now.containsKey(name))
			.forEach((name) -> lines.add(name + " gone"));
		view.postMortems()
			.stream()
			.filter((each) -> this.kept.add(each.path()) && this.begun)
			.forEach((each) -> lines.add("kept " + each.path() + " of worker-" + each.worker()));
		this.before.clear();
		this.before.putAll(now);
		this.begun = true;
		return lines;
	}

	private static List<String> parts(@Nullable NodesView nodes) {
		NodesView.Rollout rollout = (nodes != null) ? nodes.rollout() : null;
		return (rollout == null) ? List.of()
				: rollout.parts()
					.stream()
					.map((part) -> rollout.id() + ": node " + part.node() + " " + part.state()
							+ ((part.reason() != null) ? ", " + part.reason() : ""))
					.toList();
	}

	private static String words(ClusterView.Worker life) {
		String gate = life.gate();
		return life.state() + ((gate != null && !gate.equals("open")) ? ", gate " + gate : "");
	}

}
