package io.bootcluster.primary.supervisor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Exit;
import io.bootcluster.GateState;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import org.jspecify.annotations.Nullable;

/**
 * All lives as the supervisor sees them: what {@link io.bootcluster.ClusterView} is drawn
 * from, with the dispatcher's counts. Immutable.
 *
 * @param state {@code starting}, {@code serving}, {@code draining}
 * @param wanted how many workers are wanted
 * @param release the wanted release, the latest roll-out and those before
 * @param lives every life that is not forgotten, by slot and generation
 */
public record Picture(String state, int wanted, ClusterView.Release release, List<Life> lives) {

	static Picture of(Crew crew) {
		List<Life> lives = crew.slots()
			.stream()
			.flatMap((slot) -> slot.shown()
				.stream()
				.map((life) -> life(slot, life, crew.seat().isLeader(life, crew.now()))))
			.toList();
		String state = crew.isStopping() ? "draining" : crew.hasServed() ? "serving" : "starting";
		return new Picture(state, crew.wanted(), crew.rollouts().view(), lives);
	}

	private static Life life(Slot slot, WorkerHandle life, boolean leader) {
		ClusterView.Start start = new ClusterView.Start(life.process.origin(), life.startMillis());
		Progress progress = new Progress(life.state(), life.gate(), life.since().wall(), leader, start);
		return new Life(life.id, life.process.pid(), progress, life.release, past(slot), life.lastBeat());
	}

	private static Past past(Slot slot) {
		return new Past(slot.restarts(), slot.lastExit(), slot.isErrored());
	}

	/**
	 * One life of one worker.
	 *
	 * @param id which one
	 * @param pid its process
	 * @param progress how far it has come
	 * @param release the release it runs
	 * @param past what was before it in its slot
	 * @param beat its latest beat, if it has said one
	 */
	public record Life(WorkerId id, long pid, Progress progress, String release, Past past,
			Optional<Message.Beat> beat) {
	}

	/**
	 * How far a life has come.
	 *
	 * @param state the state
	 * @param gate whether requests come in and why not; {@code null} unless it serves
	 * @param since when it entered the state
	 * @param leader whether it runs what must run once
	 * @param start how it started
	 */
	public record Progress(WorkerState state, @Nullable GateState gate, Instant since, boolean leader,
			ClusterView.Start start) {
	}

	/**
	 * What was before in the same slot.
	 *
	 * @param restarts how often the slot was filled again
	 * @param lastExit how the life before ended, or this one where it is gone;
	 * {@code null} if none has
	 * @param errored whether lives in the slot fail again and again
	 */
	public record Past(int restarts, @Nullable Exit lastExit, boolean errored) {
	}

}
