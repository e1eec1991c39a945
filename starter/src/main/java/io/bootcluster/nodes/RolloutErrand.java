package io.bootcluster.nodes;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import io.bootcluster.nodes.RolloutReport.Errand;
import io.bootcluster.nodes.RolloutReport.Progress;
import org.jspecify.annotations.Nullable;

/**
 * What a node has to do for its part of a roll-out, and what it can say of it. Whatever
 * it does stands in the node's view under an id that all leaders of the node know, so
 * that a leader who comes in the middle goes on and repeats nothing. Pure.
 *
 * @param wish what to wish for on this node, or {@code null} for nothing
 * @param id under which id
 * @param report what to say, or {@code null} for nothing
 */
record RolloutErrand(@Nullable Wish wish, String id, @Nullable RolloutReport report) {

	private static final RolloutErrand NONE = new RolloutErrand(null, "", null);

	/**
	 * Work out this node's errand.
	 * @param record the roll-out
	 * @param own this node
	 * @return the errand
	 */
	static RolloutErrand of(RolloutRecord record, ClusterView own) {
		RolloutRecord.Part part = record.part(own.node().id()).orElse(null);
		if (part == null) {
			return NONE;
		}
		return switch (part.state()) {
			case ASKED -> reload(record, own);
			case RESTORING -> restore(record, part, own);
			case WAITING, DONE, FAILED, RESTORED -> NONE;
		};
	}

	private static RolloutErrand reload(RolloutRecord record, ClusterView own) {
		String id = Wish.SHARED + record.id();
		Ending ending = ending(own, id);
		if (ending == null) {
			return new RolloutErrand(Wish.of(Wish.Action.RELOAD), id,
					report(record, Errand.RELOAD, Progress.RUNNING, null, own));
		}
		return said(report(record, Errand.RELOAD, whole(ending.progress(), own), ending.reason(), own));
	}

	/**
	 * A reload that is still under way may yet withdraw itself, and a rollback after that
	 * would go too far back: so the end is waited for, and it is the release that counts.
	 */
	private static RolloutErrand restore(RolloutRecord record, RolloutRecord.Part part, ClusterView own) {
		String id = Wish.SHARED + record.id() + "-back";
		Ending reload = ending(own, Wish.SHARED + record.id());
		Ending back = ending(own, id);
		boolean under = Stream.of(reload, back).anyMatch((each) -> each != null && each.progress() == Progress.RUNNING);
		boolean restored = own.release().id().equals(part.before());
		if (under || restored) {
			Progress progress = under ? Progress.RUNNING : whole(Progress.DONE, own);
			return said(report(record, Errand.RESTORE, progress, null, own));
		}
		if (back == null) {
			return new RolloutErrand(Wish.of(Wish.Action.ROLLBACK), id,
					report(record, Errand.RESTORE, Progress.RUNNING, null, own));
		}
		String reason = (back.reason() != null) ? back.reason() : "it runs release " + own.release().id();
		return said(report(record, Errand.RESTORE, Progress.FAILED, reason, own));
	}

	private static RolloutErrand said(RolloutReport report) {
		return new RolloutErrand(null, "", report);
	}

	private static RolloutReport report(RolloutRecord record, Errand errand, Progress progress, @Nullable String reason,
			ClusterView own) {
		return new RolloutReport(record.id(), errand, progress, reason, own.release().id());
	}

	/**
	 * Nothing is done before each slot has a worker again that takes requests.
	 */
	private static Progress whole(Progress progress, ClusterView own) {
		Set<Integer> taking = own.workers()
			.stream()
			.filter((worker) -> worker.state().equals("serving") && "open".equals(worker.gate()))
			.map(ClusterView.Worker::slot)
			.collect(Collectors.toSet());
		boolean whole = own.workers().stream().allMatch((worker) -> taking.contains(worker.slot()));
		return (progress == Progress.DONE && !whole) ? Progress.RUNNING : progress;
	}

	/**
	 * Wishes are forgotten in time, roll-outs later.
	 */
	private static @Nullable Ending ending(ClusterView own, String id) {
		Stream<Ending> wishes = own.wishes()
			.stream()
			.filter((wished) -> wished.id().equals(id))
			.map((wished) -> Ending.of(wished.state(), wished.reason()));
		Stream<Ending> latest = Stream.ofNullable(own.release().rollout())
			.filter((rollout) -> rollout.id().equals(id))
			.map((rollout) -> Ending.of(rollout.state(), rollout.reason()));
		Stream<Ending> passed = own.release()
			.history()
			.stream()
			.filter((each) -> each.id().equals(id))
			.map((each) -> Ending.of(each.state(), each.reason()));
		Optional<Ending> first = Stream.of(wishes, latest, passed).flatMap((each) -> each).findFirst();
		return first.orElse(null);
	}

	private record Ending(Progress progress, @Nullable String reason) {

		private static Ending of(String state, @Nullable String reason) {
			return switch (state) {
				case "running" -> new Ending(Progress.RUNNING, null);
				case "done" -> new Ending(Progress.DONE, null);
				default -> new Ending(Progress.FAILED, (reason != null) ? reason : state);
			};
		}

	}

}
