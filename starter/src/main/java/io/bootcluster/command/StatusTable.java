package io.bootcluster.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;

/**
 * Draws the node as a person likes to read it. Pure, but for the time of day.
 */
final class StatusTable {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

	private static final List<String> COLUMNS = List.of("SLOT", "GEN", "PID", "STATE", "GATE", "SINCE", "RELEASE",
			"LEADER", "IN FLIGHT", "REQUESTS", "HEAP", "RSS", "STARTED FROM", "RESTARTS", "LAST EXIT");

	private static final List<String> NODE_COLUMNS = List.of("NODE", "ADDRESS", "STATE", "WORKERS", "SINCE", "RELEASE",
			"LEADER", "IN FLIGHT");

	private static final int LATEST_WISHES = 5;

	private final Supplier<Instant> now;

	private final ZoneId zone;

	StatusTable(Supplier<Instant> now, ZoneId zone) {
		this.now = now;
		this.zone = zone;
	}

	String draw(ClusterView view) {
		List<String> lines = new ArrayList<>();
		ClusterView.Node node = view.node();
		lines.add("node      " + node.id() + " " + node.state() + ", since "
				+ TIME.format(node.startedAt().atZone(this.zone)) + " (" + age(node.startedAt()) + ")");
		lines.add("release   " + release(view.release()));
		ClusterView.Dispatcher traffic = view.dispatcher();
		lines.add("requests  " + traffic.inFlight() + " in flight, " + traffic.held() + " held, " + traffic.requests()
				+ " in all, " + traffic.retries() + " tried again, " + traffic.failures() + " failed, over "
				+ traffic.connections() + " connections");
		if (!node.restartNeeded().isEmpty()) {
			lines.add("settings  only a restart of the primary changes " + String.join(", ", node.restartNeeded()));
		}
		lines.add("");
		lines.addAll(aligned(COLUMNS, view.workers().stream().map(this::cells).toList()));
		if (view.nodes() != null) {
			lines.add("");
			lines.addAll(nodes(view.nodes()));
		}
		if (!view.wishes().isEmpty()) {
			lines.add("");
			view.wishes()
				.stream()
				.skip(Math.max(0, view.wishes().size() - LATEST_WISHES))
				.forEach((wished) -> lines.add("wish      " + wish(wished)));
		}
		view.postMortems()
			.forEach((each) -> lines
				.add("kept      " + each.path() + " of worker-" + each.worker() + ": " + each.reason()));
		return String.join(System.lineSeparator(), lines);
	}

	private static String release(ClusterView.Release release) {
		ClusterView.Rollout rollout = release.rollout();
		if (rollout == null) {
			return release.id();
		}
		return release.id() + ", roll-out " + rollout.id() + " " + rollout.state() + reason(rollout.reason());
	}

	private String wish(ClusterView.Wished wished) {
		return wished.id() + ": " + wished.wish() + ", " + wished.state() + reason(wished.reason()) + ", "
				+ age(wished.at()) + " ago";
	}

	private static String reason(@Nullable String reason) {
		return (reason != null) ? " (" + reason + ")" : "";
	}

	private List<String> cells(ClusterView.Worker life) {
		ClusterView.Start start = life.start();
		ClusterView.Exit exit = life.lastExit();
		return List.of(Integer.toString(life.slot()), Integer.toString(life.generation()), Long.toString(life.pid()),
				life.state(), Objects.requireNonNullElse(life.gate(), "-"), age(life.since()), life.release(),
				life.leader() ? "yes" : "", Integer.toString(life.inFlight()), Long.toString(life.requests()),
				size(life.heapUsed()) + "/" + size(life.heapMax()), size(life.rss()),
				(start != null) ? start.from() + time(start.millis()) : "-", Integer.toString(life.restarts()),
				(exit != null) ? exit.meaning() + ", " + age(exit.at()) + " ago" : "-");
	}

	private List<String> nodes(NodesView nodes) {
		NodesView.Lead lead = nodes.lead();
		List<String> lines = new ArrayList<>(aligned(NODE_COLUMNS, nodes.nodes()
			.stream()
			.map((node) -> List.of(node.id(), node.address(), node.state(), Integer.toString(node.weight()),
					age(node.startedAt()), node.release(), (lead != null && lead.node().equals(node.id())) ? "yes" : "",
					Integer.toString(node.inFlight())))
			.toList()));
		if (nodes.problem() != null) {
			lines.add("problem   " + nodes.problem());
		}
		NodesView.Rollout rollout = nodes.rollout();
		if (rollout != null) {
			lines.add("all nodes reload " + rollout.id() + " of " + rollout.by() + " " + rollout.state()
					+ reason(rollout.reason()) + ": "
					+ rollout.parts()
						.stream()
						.map((part) -> part.node() + " " + part.state())
						.collect(Collectors.joining(", ")));
		}
		return lines;
	}

	private static String time(long millis) {
		return (millis < 0) ? "" : String.format(Locale.ROOT, " in %.1f s", millis / 1000.0);
	}

	private static String size(long bytes) {
		return (bytes < 0) ? "-" : Math.round(bytes / 1048576.0) + "M";
	}

	private String age(Instant since) {
		Duration age = Duration.between(since, this.now.get());
		if (age.toSeconds() < 60) {
			return Math.max(0, age.toSeconds()) + "s";
		}
		if (age.toMinutes() < 60) {
			return age.toMinutes() + "m " + age.toSecondsPart() + "s";
		}
		return (age.toHours() < 48) ? age.toHours() + "h " + age.toMinutesPart() + "m"
				: age.toDays() + "d " + age.toHoursPart() + "h";
	}

	private static List<String> aligned(List<String> columns, List<List<String>> rows) {
		List<List<String>> all = new ArrayList<>();
		all.add(columns);
		all.addAll(rows);
		List<String> lines = new ArrayList<>();
		for (List<String> row : all) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < row.size(); i++) {
				int column = i;
				int width = all.stream().mapToInt((each) -> each.get(column).length()).max().orElse(0);
				line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
			}
			lines.add(line.toString().stripTrailing());
		}
		return lines;
	}

}
