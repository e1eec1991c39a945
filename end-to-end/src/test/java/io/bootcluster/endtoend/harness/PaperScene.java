package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterView;
import io.bootcluster.endtoend.harness.PaperNode.Said;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@link PaperNode} is said to be like, until a test says otherwise; and a browser
 * that looks at its page.
 */
public final class PaperScene implements AutoCloseable {

	/**
	 * A release, and how the page shortens it.
	 */
	public static final String A = "aaaaaaaaaaaa";

	/**
	 * Another release.
	 */
	public static final String B = "bbbbbbbbbbbb";

	public static final Instant LONG_AGO = Instant.now().minusSeconds(3600);

	/**
	 * What somebody gets who has to log in.
	 */
	public static final Said LOGIN_PAGE = new Said(200, "text/html", "<form></form>");

	public volatile Instant startedAt = LONG_AGO;

	public volatile ClusterView.Release release = new ClusterView.Release(A, null, List.of());

	public volatile List<ClusterView.Worker> workers = List.of(serving(1, 1, LONG_AGO, A));

	public volatile List<ClusterEvent> events = List.of();

	public volatile boolean writable = true;

	/**
	 * Whether it answers with what is said above, and not with {@link #data}.
	 */
	public volatile boolean well = true;

	/**
	 * What it answers while it is not well; if {@code null}, nothing.
	 */
	public volatile Said data;

	public volatile Said token = Said.json("{\"csrf\":null}");

	public final PaperNode node;

	public final Browser browser;

	public PaperScene() throws IOException {
		this.node = new PaperNode(Map.of("GET clusterui/data", () -> this.well ? Said.json(facts()) : this.data,
				"GET clusterui/token", () -> this.token, "POST cluster/1",
				() -> new Said(202, "application/json", "{\"id\":\"1-1\"}")));
		this.browser = Browser.of(this.node.port());
		this.browser.look(1440, 900, false);
	}

	/**
	 * Begin a roll-out.
	 * @param coming the release that it is to bring
	 * @return when it began
	 */
	public Instant rollOut(String coming) {
		Instant begin = Instant.now();
		this.release = new ClusterView.Release(A, new ClusterView.Rollout("1-1", "running", null, coming, begin),
				List.of());
		return begin;
	}

	public static ClusterView.Worker serving(int slot, int generation, Instant since, String release) {
		return life(slot, generation, "serving", "open", since, release);
	}

	public static ClusterView.Worker life(int slot, int generation, String state, String gate, Instant since,
			String release) {
		return new ClusterView.Worker(slot, generation, 1000 + slot, state, gate, since, release, slot == 1, 0, 0, 0,
				generation - 1, null, 1 << 26, 1 << 27, 1 << 28,
				new ClusterView.Start("jar", state.equals("serving") ? 3000 : -1));
	}

	private String facts() {
		ClusterView view = new ClusterView(
				new ClusterView.Node("n", "n:80", "serving", this.startedAt, List.of(), this.workers.size()),
				this.release, this.workers, new ClusterView.Dispatcher("least-busy", 1, 0, 0, 0, 0, 0), List.of(),
				List.of());
		return JsonMapper.shared()
			.writeValueAsString(Map.of("worker", 1, "now", Instant.now(), "view", view, "durations", Map.of(), "events",
					this.events, "samples", List.of(), "writable", this.writable, "orders", "cluster"));
	}

	@Override
	public void close() {
		this.browser.close();
		this.node.close();
	}

}
