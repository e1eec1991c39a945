package io.bootcluster.primary;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.ClusterView;
import io.bootcluster.GateState;
import io.bootcluster.Traffic;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import io.bootcluster.primary.supervisor.Picture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ViewDrawing}.
 */
class ViewDrawingTests {

	private static final ClusterView.Start START = new ClusterView.Start("extracted", 4200);

	private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

	private static final ClusterView.Release RELEASE = new ClusterView.Release("abc", null, List.of());

	private static final WorkerId WORKER = new WorkerId(2, 5);

	@Test
	void drawShowsNodeReleaseAndCounts() {
		ClusterView view = draw(picture(WorkerState.SERVING, GateState.OPEN), GateState.OPEN);
		assertThat(view.node())
			.isEqualTo(new ClusterView.Node("host:8080", "host:8080", "serving", TIME, List.of(), 1));
		assertThat(view.release().id()).isEqualTo("abc");
		assertThat(view.dispatcher()).isEqualTo(new ClusterView.Dispatcher("least-busy", 9, 3, 1, 100, 2, 1));
	}

	@Test
	void drawShowsAWorkerWithItsTrafficAndItsBeat() {
		ClusterView.Worker worker = draw(picture(WorkerState.SERVING, GateState.OPEN), GateState.OPEN).workers().get(0);
		assertThat(worker.slot()).isEqualTo(2);
		assertThat(worker.generation()).isEqualTo(5);
		assertThat(worker.pid()).isEqualTo(77);
		assertThat(worker.state()).isEqualTo("serving");
		assertThat(worker.gate()).isEqualTo("open");
		assertThat(worker.inFlight()).isEqualTo(3);
		assertThat(worker.requests()).isEqualTo(40);
		assertThat(worker.failures()).isEqualTo(1);
		assertThat(worker.restarts()).isEqualTo(4);
		assertThat(worker.heapUsed()).isEqualTo(10);
		assertThat(worker.rss()).isEqualTo(30);
		assertThat(worker.lastExit()).isNotNull();
	}

	@Test
	void drawWhenTheDispatcherEjectedAWorkerSaysSo() {
		assertThat(draw(picture(WorkerState.SERVING, GateState.OPEN), GateState.EJECTED).workers().get(0).gate())
			.isEqualTo("ejected");
	}

	@Test
	void drawWhenTheSupervisorClosedTheGateSaysWhy() {
		assertThat(draw(picture(WorkerState.SERVING, GateState.UNREADY), GateState.EJECTED).workers().get(0).gate())
			.isEqualTo("unready");
	}

	@Test
	void drawWhenAWorkerDoesNotServeHasNoGate() {
		assertThat(draw(picture(WorkerState.DRAINING, null), GateState.PAUSED).workers().get(0).gate()).isNull();
	}

	@Test
	void drawShowsWhatAWorkerWasStartedFrom() {
		assertThat(draw(picture(WorkerState.SERVING, GateState.OPEN), GateState.OPEN).workers().get(0).start())
			.isEqualTo(new ClusterView.Start("extracted", 4200));
	}

	@Test
	void drawWhenNothingIsKnownYetShowsNoCounts() {
		Picture.Life life = new Picture.Life(WORKER, 77,
				new Picture.Progress(WorkerState.STARTING, null, TIME, false, START), "abc",
				new Picture.Past(0, null, false), Optional.empty());
		ClusterView view = ViewDrawing.draw(new NodeIdentity("host:8080", "host:8080", TIME),
				new Picture("starting", 1, RELEASE, List.of(life)), traffic(Map.of()));
		assertThat(view.workers().get(0).heapUsed()).isEqualTo(-1);
		assertThat(view.workers().get(0).requests()).isZero();
	}

	private static ClusterView draw(Picture picture, GateState gate) {
		return ViewDrawing.draw(new NodeIdentity("host:8080", "host:8080", TIME), picture,
				traffic(Map.of(WORKER, new Traffic.Backend(gate, 3, 40, 1, 0))));
	}

	private static Traffic.Snapshot traffic(Map<WorkerId, Traffic.Backend> backends) {
		return new Traffic.Snapshot("least-busy", 9, 3, 1, 100, 2, 1, backends);
	}

	@Test
	void drawWhenLivesOfASlotFailAgainAndAgainSaysErroredBetweenThem() {
		assertThat(state(WorkerState.GONE, true)).isEqualTo("errored");
		assertThat(state(WorkerState.GONE, false)).isEqualTo("gone");
		assertThat(state(WorkerState.STARTING, true)).isEqualTo("starting");
	}

	private static String state(WorkerState state, boolean errored) {
		return draw(picture(state, null, errored), GateState.PAUSED).workers().get(0).state();
	}

	private static Picture picture(WorkerState state, @Nullable GateState gate) {
		return picture(state, gate, false);
	}

	private static Picture picture(WorkerState state, @Nullable GateState gate, boolean errored) {
		Picture.Life life = new Picture.Life(WORKER, 77, new Picture.Progress(state, gate, TIME, true, START), "abc",
				new Picture.Past(4, new ClusterView.Exit("killed", 137, TIME, false), errored),
				Optional.of(new Message.Beat(10, 9, 20, 30, false, false)));
		return new Picture("serving", 1, RELEASE, List.of(life));
	}

}
