package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.bootcluster.NodesView;
import io.bootcluster.nodes.RolloutRecord.Part;
import io.bootcluster.nodes.RolloutRecord.PartState;
import io.bootcluster.nodes.RolloutRecord.State;
import io.bootcluster.nodes.RolloutReport.Errand;
import io.bootcluster.nodes.RolloutReport.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the next step of a roll-out over all nodes: one after the other, each only
 * once the one before serves again, and everything back where one of them fails. Whoever
 * leads all nodes takes the step; taken twice, it is the same. Pure.
 *
 * @param nodes every node that is registered now
 * @param reports what their leaders say, by the node's id
 * @param patience how long a node may take for its part
 * @param now the time, as Redis has it
 */
record RolloutStep(List<NodesView.Node> nodes, Map<String, RolloutReport> reports, Duration patience, Instant now) {

	private static final String NOT_RESTORED = "not restored";

	/**
	 * Take the next step.
	 * @param record the roll-out
	 * @return the roll-out after it, the same one if there is none to take
	 */
	RolloutRecord after(RolloutRecord record) {
		return switch (record.state()) {
			case RUNNING -> forward(record);
			case ROLLING_BACK -> back(record);
			case DONE, FAILED -> record;
		};
	}

	private RolloutRecord forward(RolloutRecord record) {
		Optional<Part> next = record.parts().stream().filter((part) -> part.state() != PartState.DONE).findFirst();
		return next.map((part) -> (part.state() == PartState.WAITING) ? ask(record, part) : hear(record, part))
			.orElseGet(() -> record.to(State.DONE, null, this.now));
	}

	private RolloutRecord ask(RolloutRecord record, Part part) {
		NodesView.Node node = node(part.node());
		if (node != null && node.takesRequests()) {
			return record.with(only(part, part.to(PartState.ASKED, null)), this.now);
		}
		if (node != null && node.state().equals("draining")) {
			return fail(record, part.to(PartState.FAILED, "it drains"));
		}
		return isLate(record) ? fail(record, part.to(PartState.FAILED, "it does not serve")) : record;
	}

	private RolloutRecord hear(RolloutRecord record, Part part) {
		RolloutReport report = report(record, part, Errand.RELOAD);
		if (report != null && report.progress() == Progress.FAILED) {
			return fail(record, part.to(PartState.FAILED, report.reason()));
		}
		NodesView.Node node = node(part.node());
		if (report != null && report.progress() == Progress.DONE && node != null && node.takesRequests()) {
			return done(record, part, report.release());
		}
		if (node != null && node.state().equals("draining") && report != null && report.progress() == Progress.DONE) {
			return fail(record, part.to(PartState.RESTORING, "it drains"));
		}
		return isLate(record)
				? fail(record,
						part.to(PartState.RESTORING, "it has not done it within " + this.patience.toSeconds() + " s"))
				: record;
	}

	private RolloutRecord done(RolloutRecord record, Part part, String release) {
		if (record.release() != null && !record.release().equals(release)) {
			return fail(record, part.to(PartState.RESTORING, "its jar is release " + release
					+ ", and that of the first node is " + record.release() + ": put the same jar on every node"));
		}
		return record.expecting(release).with(only(part, part.to(PartState.DONE, null)), this.now);
	}

	/**
	 * Whoever has the new release is to go back, also one that may come to it late.
	 */
	private RolloutRecord fail(RolloutRecord record, Part failed) {
		return record
			.with((part) -> part.node().equals(failed.node()) ? failed
					: (part.state() == PartState.DONE) ? part.to(PartState.RESTORING, null) : part, this.now)
			.to(State.ROLLING_BACK, "node '" + failed.node() + "': " + failed.reason(), this.now);
	}

	private RolloutRecord back(RolloutRecord record) {
		RolloutRecord heard = record.with((part) -> restored(record, part), Instant.ofEpochMilli(record.since()));
		if (heard.parts().stream().anyMatch((part) -> part.state() == PartState.RESTORING)) {
			return heard;
		}
		String left = heard.parts()
			.stream()
			.filter((part) -> part.state() == PartState.FAILED && part.reason() != null
					&& part.reason().startsWith(NOT_RESTORED))
			.map((part) -> "; node '" + part.node() + "' is " + part.reason())
			.collect(Collectors.joining());
		return heard.to(State.FAILED, record.reason() + left, this.now);
	}

	private Part restored(RolloutRecord record, Part part) {
		if (part.state() != PartState.RESTORING) {
			return part;
		}
		RolloutReport report = report(record, part, Errand.RESTORE);
		Progress progress = (report != null) ? report.progress() : Progress.RUNNING;
		return switch (progress) {
			case DONE -> part.to(PartState.RESTORED, part.reason());
			case FAILED -> part.to(PartState.FAILED, NOT_RESTORED + ((report != null) ? ": " + report.reason() : ""));
			case RUNNING -> isLate(record)
					? part.to(PartState.FAILED, NOT_RESTORED + " within " + this.patience.toSeconds() + " s") : part;
		};
	}

	private @Nullable RolloutReport report(RolloutRecord record, Part part, Errand errand) {
		RolloutReport report = this.reports.get(part.node());
		return (report != null && report.rollout().equals(record.id()) && report.errand() == errand) ? report : null;
	}

	private NodesView.@Nullable Node node(String id) {
		return this.nodes.stream().filter((node) -> node.id().equals(id)).findFirst().orElse(null);
	}

	private boolean isLate(RolloutRecord record) {
		return record.age(this.now).compareTo(this.patience) > 0;
	}

	private static UnaryOperator<Part> only(Part changed, Part to) {
		return (part) -> part.node().equals(changed.node()) ? to : part;
	}

}
