package io.bootcluster.nginx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.NginxProperties;
import io.bootcluster.NodesView;
import io.bootcluster.NodesView.Node;
import org.jspecify.annotations.Nullable;

/**
 * Turns nodes into the block that Nginx reads. The same nodes make the same text, in
 * which nothing that a node says of itself can be anything but an address or a comment.
 *
 * @param settings what the operator set
 * @param idle time after which a node closes an idle connection
 * @param version the Nginx that is to read it
 */
record UpstreamBlock(NginxProperties settings, Duration idle, NginxVersion version) {

	private static final String HEAD = "# Written by Bootcluster from what its nodes say in Redis; changes are lost.";

	private static final String OLD = "# The picture may be old: ";

	private static final String KEPT = "# No node is registered any more: these are the last that were.";

	/**
	 * As many as {@code proxy_next_upstream_tries}: with fewer, the last try would find
	 * no server, and its 502 would stand for what the application said.
	 */
	private static final int TRIES = 3;

	private static final int HEAVIEST = 1000;

	private static final int LONGEST_COMMENT = 120;

	private static final Duration USUAL_IDLE = Duration.ofSeconds(60);

	private static final Comparator<Node> ORDER = Comparator.comparing(Node::id)
		.thenComparing(Node::address)
		.thenComparing(Node::startedAt);

	/**
	 * Write the block.
	 * @param view the nodes
	 * @return the block, or empty if there would be no server in it
	 */
	Optional<String> write(NodesView view) {
		List<String> leftOut = new ArrayList<>();
		Map<String, Node> servers = servers(view, leftOut);
		if (servers.isEmpty()) {
			return Optional.empty();
		}
		boolean panic = servers.values().stream().noneMatch(Node::takesRequests);
		List<String> lines = new ArrayList<>();
		lines.add(HEAD);
		addProblem(lines, view.problem());
		lines.add("upstream " + this.settings.upstream() + " {");
		addShared(lines);
		if (panic) {
			lines.add("    # None of these serves, so all of them are tried.");
		}
		servers.forEach((address, node) -> lines.add(server(address, node, panic)));
		lines.addAll(leftOut);
		addBackups(lines, servers, panic);
		addKeepalive(lines);
		lines.add("}");
		return Optional.of(String.join("\n", lines) + "\n");
	}

	/**
	 * Say of a block that its nodes are not registered any more.
	 * @param block the block
	 * @return the block with that comment
	 */
	static String kept(String block) {
		return block.contains(KEPT) ? block : block.replaceFirst("\n", "\n" + KEPT + "\n");
	}

	/**
	 * Return the block without its comments, which are no reason to reload anything.
	 * @param block the block
	 * @return what Nginx sees of it
	 */
	static String bare(String block) {
		return block.lines().map((line) -> line.replaceFirst("\\s*#.*", "")).filter((line) -> !line.isEmpty()).toList()
				+ "";
	}

	/**
	 * Of several nodes with one address, the one that started last is there.
	 */
	private static Map<String, Node> servers(NodesView view, List<String> leftOut) {
		Map<String, Node> servers = new LinkedHashMap<>();
		view.nodes().stream().sorted(ORDER).forEach((node) -> {
			if (ServerAddress.of(node.address()).isEmpty()) {
				leftOut.add("    # " + comment(node.id()) + " is left out: its address is not host:port");
				return;
			}
			Node other = servers.get(node.address());
			if (other == null || other.startedAt().isBefore(node.startedAt())) {
				servers.put(node.address(), node);
			}
		});
		return servers;
	}

	private static void addProblem(List<String> lines, @Nullable String problem) {
		if (problem != null) {
			lines.add(OLD + comment(problem));
		}
	}

	private void addShared(List<String> lines) {
		lines.add("    zone " + this.settings.upstream() + " " + this.settings.zone().toKilobytes() + "k;");
		if (isResolving()) {
			lines.add("    resolver " + this.settings.resolver() + ";");
		}
	}

	private String server(String address, Node node, boolean panic) {
		String out = (panic || node.takesRequests()) ? "" : out(node);
		return "    server " + address + " weight=" + Math.min(Math.max(node.weight(), 1), HEAVIEST) + " max_fails="
				+ this.settings.maxFails() + " fail_timeout=" + seconds(this.settings.failTimeout()) + resolve(address)
				+ out + "; # " + comment(node.id()) + (node.takesRequests() ? "" : ": " + why(node));
	}

	private String out(Node node) {
		return isDraining(node) && this.version.isAtLeast(NginxVersion.DRAIN) ? " drain" : " down";
	}

	private static String why(Node node) {
		if (isDraining(node)) {
			return "draining";
		}
		return node.state().equals("serving") ? "no worker serves" : comment(node.state());
	}

	private static boolean isDraining(Node node) {
		return node.state().equals("draining");
	}

	/**
	 * Nginx answers 502 at once while it leaves out all servers for their failures, which
	 * an application's own errors can be. A backup that is never left out prevents that.
	 */
	private void addBackups(List<String> lines, Map<String, Node> servers, boolean panic) {
		List<String> backups = servers.entrySet()
			.stream()
			.filter((server) -> panic || server.getValue().takesRequests())
			.map((server) -> "    server " + server.getKey() + " max_fails=0" + resolve(server.getKey()) + " backup;")
			.toList();
		lines.add("    # For when all above are left out for their failures: tried all the same.");
		for (int count = 0; count < TRIES; count += backups.size()) {
			lines.addAll(backups);
		}
	}

	/**
	 * Nginx has to close an idle connection before the node does, or a POST may meet a
	 * connection that is closing, and cannot be repeated.
	 */
	private void addKeepalive(List<String> lines) {
		Duration shorter = this.idle.multipliedBy(4).dividedBy(5);
		Duration longest = (shorter.compareTo(USUAL_IDLE) < 0) ? shorter : USUAL_IDLE;
		lines.add("    keepalive " + this.settings.keepalive() + ";");
		lines.add("    keepalive_timeout "
				+ (longest.toSeconds() > 0 ? longest.toSeconds() + "s" : Math.max(longest.toMillis(), 1) + "ms") + ";");
	}

	private String resolve(String address) {
		return isResolving() && ServerAddress.of(address).map(ServerAddress::name).orElse(false) ? " resolve" : "";
	}

	private boolean isResolving() {
		return this.settings.resolver() != null && this.version.isAtLeast(NginxVersion.RESOLVE);
	}

	private static String seconds(Duration time) {
		return Math.max(1, time.plusMillis(999).toSeconds()) + "s";
	}

	/**
	 * A comment ends with its line, so it gets no sign that could end one.
	 */
	private static String comment(String text) {
		String harmless = text.replaceAll("[^A-Za-z0-9 ._:,'@/+-]", "?");
		return (harmless.length() > LONGEST_COMMENT) ? harmless.substring(0, LONGEST_COMMENT) : harmless;
	}

}
