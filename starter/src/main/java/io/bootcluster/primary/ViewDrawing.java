package io.bootcluster.primary;

import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.GateState;
import io.bootcluster.Traffic;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import io.bootcluster.primary.supervisor.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Draws the picture of the node from what the supervisor and the dispatcher see. Pure.
 */
final class ViewDrawing {

	private static final Message.Beat NO_BEAT = new Message.Beat(-1, 0, -1, -1, false, false);

	private static final Traffic.Backend NO_BACKEND = new Traffic.Backend(GateState.PAUSED, 0, 0, 0, 0);

	private ViewDrawing() {
	}

	/**
	 * Draw the picture.
	 * @param node the node, but for its state
	 * @param picture what the supervisor sees
	 * @param traffic what the dispatcher sees
	 * @return the view
	 */
	static ClusterView draw(NodeIdentity node, Picture picture, Traffic.Snapshot traffic) {
		List<ClusterView.Worker> workers = picture.lives().stream().map((life) -> draw(life, traffic)).toList();
		return new ClusterView(
				new ClusterView.Node(node.id(), node.address(), picture.state(), node.startedAt(), List.of(),
						picture.wanted()),
				picture.release(), workers, new ClusterView.Dispatcher(traffic.policy(), traffic.connections(),
						traffic.inFlight(), traffic.held(), traffic.requests(), traffic.retries(), traffic.failures()),
				List.of(), List.of());
	}

	private static ClusterView.Worker draw(Picture.Life life, Traffic.Snapshot traffic) {
		Traffic.@Nullable Backend known = traffic.backends().get(life.id());
		Traffic.Backend backend = (known != null) ? known : NO_BACKEND;
		Message.Beat beat = life.beat().orElse(NO_BEAT);
		Picture.Progress progress = life.progress();
		return new ClusterView.Worker(life.id().slot(), life.id().generation(), life.pid(), state(life),
				gate(progress, known), progress.since(), life.release(), progress.leader(), backend.inFlight(),
				backend.requests(), backend.failures(), life.past().restarts(), life.past().lastExit(), beat.heapUsed(),
				beat.heapMax(), beat.rss(), progress.start());
	}

	/**
	 * A slot whose lives fail again and again says so between them; one that lives is
	 * what it is.
	 */
	private static String state(Picture.Life life) {
		WorkerState state = life.progress().state();
		return (!state.isAlive() && life.past().errored()) ? "errored" : state.toString();
	}

	/**
	 * Only the dispatcher knows whom it ejected; why a gate is closed otherwise, the
	 * supervisor knows first.
	 */
	private static @Nullable String gate(Picture.Progress progress, Traffic.@Nullable Backend backend) {
		GateState gate = progress.gate();
		if (gate == null) {
			return null;
		}
		boolean ejected = gate.isOpen() && backend != null && backend.gate() == GateState.EJECTED;
		return (ejected ? GateState.EJECTED : gate).toString();
	}

}
