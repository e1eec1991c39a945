package io.bootcluster.nodes;

import java.time.Duration;
import java.util.function.Supplier;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for this node among the others for as long as this worker has its seat, and
 * takes its leave when it has not. Confined to the announcing thread.
 */
final class NodeSpeaker {

	private static final Log logger = LogFactory.getLog(NodeSpeaker.class);

	/**
	 * Changes are heard of.
	 */
	private static final long NOTHING_TO_SAY = Duration.ofSeconds(1).toNanos();

	private final NodesProperties settings;

	private final OwnNode own;

	private final Shared shared;

	private final Supplier<RolloutTurn> rollouts;

	private @Nullable NodeTerm term;

	/**
	 * For whom was spoken, until the node has taken its leave.
	 */
	private @Nullable NodeLife spokenFor;

	NodeSpeaker(NodesProperties settings, OwnNode own, Shared shared, Supplier<RolloutTurn> rollouts) {
		this.settings = settings;
		this.own = own;
		this.shared = shared;
		this.rollouts = rollouts;
	}

	/**
	 * Say what is to be said now.
	 * @return nanoseconds until there is something to say again, unless something changes
	 */
	long turn() {
		ClusterView view = this.own.view().orElse(null);
		if (view == null) {
			return NOTHING_TO_SAY;
		}
		if (!this.own.seat().isTaken()) {
			silence(view);
			return NOTHING_TO_SAY;
		}
		if (this.term == null) {
			this.spokenFor = this.own.life(view);
			this.term = new NodeTerm(this.settings, this.own, this.shared, this.rollouts.get(), view);
		}
		return this.term.turn(view);
	}

	/**
	 * Give back what is held, and have the node forgotten once it is over.
	 */
	private void silence(ClusterView view) {
		NodeLife life = this.spokenFor;
		boolean over = this.own.isOver(view);
		if (life != null && (over || this.term != null)) {
			leave(life, over);
			this.spokenFor = over ? null : life;
		}
		this.term = null;
	}

	/**
	 * Say the last word, whatever the state of things.
	 */
	void end() {
		this.shared.lease().forget();
		this.shared.lease().tellChange();
		NodeLife life = this.spokenFor;
		ClusterView view = this.own.view().orElse(null);
		if (life != null && view != null) {
			leave(life, this.own.isOver(view));
		}
	}

	private void leave(NodeLife life, boolean forGood) {
		this.shared.lease().tellChange();
		try {
			this.shared.store().leave(life, forGood);
			logger.info((forGood ? "Node '" + life.node() + "' is registered no more"
					: "Another worker is to speak for node '" + life.node() + "'"));
		}
		catch (RuntimeException ex) {
			logger.debug("Redis does not hear that this worker leaves", ex);
		}
	}

}
