package io.bootcluster.leader;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.Leadership;

/**
 * Leads when a test says so.
 */
final class FakeLeadership implements Leadership {

	final List<String> said = new ArrayList<>();

	final Map<String, Instant> runs = new HashMap<>();

	volatile boolean leader;

	boolean first;

	long term;

	@Override
	public boolean isLeader() {
		return this.leader;
	}

	@Override
	public long term() {
		return this.term;
	}

	@Override
	public boolean isFirst() {
		return this.first;
	}

	@Override
	public synchronized boolean begin(String task, Instant due) {
		if (this.leader) {
			this.said.add(task + " " + due);
			this.runs.put(task, due);
		}
		return this.leader;
	}

	@Override
	public synchronized void end(String task) {
		this.said.add(task + " ended");
	}

	@Override
	public synchronized Optional<Instant> latest(String task) {
		return Optional.ofNullable(this.runs.get(task));
	}

}
