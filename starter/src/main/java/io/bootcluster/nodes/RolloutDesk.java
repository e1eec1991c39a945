package io.bootcluster.nodes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesProperties;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes this node's turn in a roll-out over all nodes: begins what was wished for here,
 * does this node's part and, while this node leads all of them, drives it. Remembers
 * nothing, since the leader of a node is replaced in the middle of that node's part.
 */
final class RolloutDesk implements RolloutTurn {

	private static final Log logger = LogFactory.getLog(RolloutDesk.class);

	/**
	 * Longer than a Redis, or the way there, is usually away.
	 */
	private static final Duration EXPIRY = Duration.ofMinutes(5);

	private static final Duration RENEWAL = Duration.ofSeconds(20);

	/**
	 * So that whoever asks can still see how it ended.
	 */
	private static final Duration MEMORY = Duration.ofHours(1);

	private final Duration patience;

	private final BiConsumer<String, Wish> wishes;

	/**
	 * Create a desk.
	 * @param settings how long a node may take for its part, and may be away
	 * @param wishes takes what is wished for on this node, under ids of which the first
	 * counts
	 */
	RolloutDesk(NodesProperties settings, BiConsumer<String, Wish> wishes) {
		this.patience = settings.reloadTimeout().plus(settings.expiry());
		this.wishes = wishes;
	}

	@Override
	public boolean isUrgent(ClusterView own) {
		NodesView nodes = own.nodes();
		NodesView.Rollout known = (nodes != null) ? nodes.rollout() : null;
		return RolloutStart.waiting(own).stream().anyMatch((id) -> known == null || !known.id().equals(id));
	}

	@Override
	public Outcome take(Situation situation) {
		@Nullable String stored = situation.stored();
		if (stored == null) {
			return begin(situation, null);
		}
		Optional<RolloutRecord> record = RolloutRecord.read(stored);
		if (record.isEmpty()) {
			return new Outcome(null, "", refusing(situation.own(), "", "what stands in Redis is of another version"),
					null);
		}
		return record.get().state().isOver() ? begin(situation, record.get()) : goOn(situation, record.get());
	}

	private Outcome begin(Situation situation, @Nullable RolloutRecord last) {
		ClusterView own = situation.own();
		NodesView.@Nullable Rollout shown = (last != null) ? last.shown() : null;
		List<String> waiting = RolloutStart.waiting(own)
			.stream()
			.filter((id) -> last == null || !last.isOf(own.node().id(), id))
			.toList();
		if (waiting.isEmpty()) {
			return new Outcome(null, "", Map.of(), shown);
		}
		String wish = waiting.get(0);
		Optional<String> obstacle = RolloutStart.obstacle(own, situation.nodes());
		if (obstacle.isPresent()) {
			return new Outcome(null, "", Map.of(wish, obstacle.get()), shown);
		}
		RolloutRecord begun = RolloutStart.begin(wish, own, situation.nodes(), situation.now());
		logger.info("Reload of all nodes (" + wish + ") begins: "
				+ begun.parts().stream().map(RolloutRecord.Part::node).toList());
		return new Outcome(new Writing(begun.json(), EXPIRY), "", Map.of(), shown);
	}

	private Outcome goOn(Situation situation, RolloutRecord record) {
		ClusterView own = situation.own();
		RolloutErrand errand = RolloutErrand.of(record, own);
		if (errand.wish() != null) {
			this.wishes.accept(errand.id(), errand.wish());
		}
		String report = (errand.report() != null) ? errand.report().json() : "";
		Map<String, String> refused = refusing(own, record.by().equals(own.node().id()) ? record.id() : "",
				"a roll-out over all nodes is under way: " + record.id() + " of node '" + record.by() + "'");
		@Nullable Writing writing = situation.leads() ? drive(situation, record) : null;
		return new Outcome(writing, report, refused, record.shown());
	}

	private static Map<String, String> refusing(ClusterView own, String but, String reason) {
		Map<String, String> refused = new HashMap<>();
		RolloutStart.waiting(own).stream().filter((id) -> !id.equals(but)).forEach((id) -> refused.put(id, reason));
		return refused;
	}

	private @Nullable Writing drive(Situation situation, RolloutRecord record) {
		Map<String, RolloutReport> reports = new HashMap<>();
		situation.reports()
			.forEach((node, json) -> RolloutReport.read(json).ifPresent((report) -> reports.put(node, report)));
		RolloutRecord next = new RolloutStep(situation.nodes(), reports, this.patience, situation.now()).after(record);
		boolean old = situation.now().toEpochMilli() - record.written() > RENEWAL.toMillis();
		if (next.equals(record) && !old) {
			return null;
		}
		if (!next.equals(record)) {
			logger.info("Reload of all nodes (" + next.id() + ") " + next.state() + ": "
					+ next.parts().stream().map((part) -> part.node() + " " + part.state()).toList()
					+ ((next.reason() != null) ? ", " + next.reason() : ""));
		}
		return new Writing(next.writtenAt(situation.now()).json(), next.state().isOver() ? MEMORY : EXPIRY);
	}

}
