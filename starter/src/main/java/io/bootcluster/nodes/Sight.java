package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.bootcluster.NodesProperties;
import io.bootcluster.NodesView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one look after the other adds up to. Redis may be away, forget or set its clock:
 * then the last known set stays, and nobody is missed before all had time to register
 * again. Confined to the announcing thread.
 */
final class Sight {

	private static final Log logger = LogFactory.getLog(Sight.class);

	private final Settling settling;

	private final Duration tolerance;

	private List<NodesView.Node> latest;

	private @Nullable Instant awaySince;

	private @Nullable Instant redisTime;

	private long readAt;

	private long highestToken;

	private NodesView.@Nullable Lead lead;

	private NodesView.@Nullable Rollout rollout;

	private @Nullable String problem;

	Sight(NodesProperties settings, @Nullable NodesView known) {
		this.settling = new Settling(settings.quietPeriod(), settings.expiry(), (known != null) ? known.nodes() : null);
		this.tolerance = settings.expiry().dividedBy(2);
		this.latest = (known != null) ? known.nodes() : List.of();
		if (known != null) {
			this.rollout = known.rollout();
			this.highestToken = (known.lead() != null) ? known.lead().token() : 0;
		}
	}

	/**
	 * Take note of what was read.
	 * @param look what was read
	 * @param lease the lease in it, if there is one
	 * @param life who looked
	 * @param now monotonic nanoseconds
	 */
	void saw(NodesStore.Look look, @Nullable LeaseRecord lease, NodeLife life, long now) {
		if (this.awaySince != null) {
			logger.info("Redis answers again");
			this.awaySince = null;
			this.settling.forgive(now);
		}
		if (look.token() < this.highestToken || hasJumped(look.now(), now)) {
			if (!this.settling.isForgiving()) {
				logger.warn("Redis has forgotten something or set its clock: nodes are not missed before they had"
						+ " time to register again");
			}
			this.settling.forgive(now);
		}
		this.redisTime = look.now();
		this.readAt = now;
		this.highestToken = Math.max(this.highestToken, look.token());
		this.lead = (lease != null && !lease.free()) ? lease.lead() : null;
		problem((look.rival() != null) ? rivalry(life, look.rival()) : null);
		this.latest = look.records().stream().map(NodeRecord::node).toList();
		this.settling.saw(this.latest, now);
	}

	private boolean hasJumped(Instant time, long now) {
		return this.redisTime != null && Duration.between(this.redisTime, time)
			.minusNanos(now - this.readAt)
			.abs()
			.compareTo(this.tolerance) > 0;
	}

	private static String rivalry(NodeLife life, NodeRecord rival) {
		return (rival.startedAt() > life.startedAt().toEpochMilli())
				? "this node is not registered: a later one with its id '" + life.node() + "' is, at " + rival.address()
				: "this node is not registered: another one has its id '" + life.node() + "', at " + rival.address()
						+ "; set bootcluster.nodes.id";
	}

	/**
	 * Take note that nothing could be read.
	 * @param own this node, which is known without Redis
	 * @param failure why
	 * @param now monotonic nanoseconds
	 */
	void failed(NodeRecord own, RuntimeException failure, long now) {
		if (this.awaySince == null) {
			this.awaySince = Instant.now().truncatedTo(ChronoUnit.SECONDS);
			logger.debug("Redis does not answer", failure);
			problem("Redis has not answered since " + this.awaySince + ", nodes are shown as they were seen last");
		}
		this.lead = null;
		this.settling.forgive(now);
		List<NodesView.Node> nodes = new ArrayList<>(this.latest);
		nodes.removeIf((node) -> node.id().equals(own.id()));
		nodes.add(own.node());
		this.settling.saw(nodes, now);
	}

	private void problem(@Nullable String text) {
		if (!Objects.equals(this.problem, text)) {
			this.problem = text;
			if (text != null) {
				logger.warn("Nodes: " + text);
			}
		}
	}

	void rollout(NodesView.@Nullable Rollout shown) {
		this.rollout = shown;
	}

	long highestToken() {
		return this.highestToken;
	}

	NodesView.@Nullable Lead lead() {
		return this.lead;
	}

	/**
	 * Return how long what was seen must still stay as it is.
	 * @param now monotonic nanoseconds
	 * @return nanoseconds, or {@link Long#MAX_VALUE} if it is settled
	 */
	long nanosLeft(long now) {
		return this.settling.nanosLeft(now);
	}

	/**
	 * Return what everybody is to see.
	 * @param now monotonic nanoseconds
	 * @param lead who leads all nodes
	 * @return the picture
	 */
	NodesView view(long now, NodesView.@Nullable Lead lead) {
		return new NodesView(this.settling.settle(now), lead, this.rollout, this.problem);
	}

}
