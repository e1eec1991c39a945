package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesProperties;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;

/**
 * A term in the seat of this node: gives signs of life at the interval, and at once when
 * something has changed that others must know; looks at the others each time, and tells
 * the primary what it sees. Confined to the announcing thread.
 */
final class NodeTerm {

	private static final long SHORT = Duration.ofMillis(50).toNanos();

	private final NodesProperties settings;

	private final Shared shared;

	private final RolloutTurn rollout;

	private final NodeLife life;

	private final LeaseWatch watch;

	private final Sight sight;

	private final SeenReport seen;

	private @Nullable NodeRecord said;

	private @Nullable ClusterView heard;

	private String report = "";

	/**
	 * What the worker held that led this node before, which the primary vouches for.
	 */
	private long inherited;

	private boolean looked;

	private long lastLook;

	private long nextLook;

	NodeTerm(NodesProperties settings, OwnNode own, Shared shared, RolloutTurn rollout, ClusterView view) {
		this.settings = settings;
		this.shared = shared;
		this.rollout = rollout;
		this.life = own.life(view);
		this.watch = new LeaseWatch(settings.expiry());
		this.sight = new Sight(settings, view.nodes());
		this.seen = new SeenReport(own.seat(), view.nodes());
		this.inherited = inherited(view.nodes());
	}

	private long inherited(@Nullable NodesView known) {
		NodesView.Lead lead = (known != null && known.problem() == null) ? known.lead() : null;
		return (lead != null && lead.node().equals(this.life.node())) ? lead.token() : 0;
	}

	/**
	 * Look, if it is time to or something has changed.
	 * @param view this node now
	 * @return nanoseconds until the next look
	 */
	long turn(ClusterView view) {
		long now = this.shared.nanos().getAsLong();
		NodeRecord record = NodeRecord.of(view, this.report);
		boolean urgent = record.differsFrom(this.said) || (!view.equals(this.heard) && this.rollout.isUrgent(view));
		this.heard = view;
		if (!this.looked || urgent) {
			this.nextLook = this.looked ? Math.min(this.nextLook, this.lastLook + SHORT) : now;
		}
		if (this.nextLook - now <= 0) {
			look(view, record, now);
		}
		this.shared.lease().tellChange();
		long left = this.nextLook - this.shared.nanos().getAsLong();
		return Math.max(0, Math.min(left, this.shared.lease().nanosLeft()));
	}

	private void look(ClusterView view, NodeRecord record, long now) {
		this.looked = true;
		this.lastLook = now;
		this.said = record;
		this.nextLook = now + this.settings.interval().toNanos();
		HeldLease lease = this.shared.lease();
		HeldLease.Asked asked = lease.ask();
		OptionalLong token = lease.token();
		NodesStore.Sign sign = new NodesStore.Sign(this.life, record, this.settings.expiry(), token.isPresent(),
				token.orElse(this.inherited), this.watch.free(now), this.sight.highestToken());
		try {
			NodesStore.Look look = this.shared.store().look(sign);
			understand(view, look, asked);
		}
		catch (RuntimeException ex) {
			this.watch.lostSight();
			this.sight.failed(record, ex, this.shared.nanos().getAsLong());
		}
		lease.tellChange();
		OptionalLong held = lease.token();
		NodesView.Lead lead = held.isPresent() ? new NodesView.Lead(this.life.node(), held.getAsLong())
				: this.sight.lead();
		this.seen.tell(this.sight.view(this.shared.nanos().getAsLong(), lead), this.shared.nanos().getAsLong());
	}

	private void understand(ClusterView view, NodesStore.Look look, HeldLease.Asked asked) {
		this.inherited = 0;
		long now = this.shared.nanos().getAsLong();
		LeaseRecord current = LeaseRecord.read(look.lease()).orElse(null);
		boolean held = look.granted();
		this.shared.lease().answered(asked, this.life, held ? look.token() : 0);
		this.watch.saw(look.lease(), now);
		this.sight.saw(look, current, this.life, now);
		if (!held && look.rival() == null) {
			lookSooner(this.watch.nanosLeft(now) + 1);
			if (current != null && current.isOfNode(this.life)) {
				// An earlier life of this node is about to give it back.
				lookSooner(2 * SHORT);
			}
		}
		lookSooner(this.sight.nanosLeft(now));
		takeTurn(view, look, held);
	}

	private void takeTurn(ClusterView view, NodesStore.Look look, boolean held) {
		Map<String, String> reports = look.records()
			.stream()
			.filter((record) -> !record.report().isEmpty())
			.collect(Collectors.toMap(NodeRecord::id, NodeRecord::report, (one, two) -> two));
		Instant time = look.now();
		RolloutTurn.Outcome outcome = this.rollout
			.take(new RolloutTurn.Situation(look.rollout().isEmpty() ? null : look.rollout(), reports,
					look.records().stream().map(NodeRecord::node).toList(), held, view, time));
		this.report = outcome.report();
		this.sight.rollout(outcome.shown());
		this.seen.refused(outcome.refused());
		if (this.said != null && !this.said.report().equals(this.report)) {
			lookSooner(SHORT);
		}
		if (outcome.writing() != null) {
			this.shared.store().write(look.rollout(), outcome.writing());
			lookSooner(SHORT);
		}
	}

	private void lookSooner(long nanos) {
		if (nanos < Long.MAX_VALUE) {
			this.nextLook = Math.min(this.nextLook, this.shared.nanos().getAsLong() + Math.max(nanos, SHORT));
		}
	}

}
