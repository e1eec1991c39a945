package io.bootcluster.primary.supervisor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;

/**
 * The primary's end of all lines, which remembers what was said.
 */
class FakeLine {

	/**
	 * Who was ordered to exit.
	 */
	final Set<WorkerId> ordered = new HashSet<>();

	/**
	 * What else was said.
	 */
	final List<String> told = new ArrayList<>();

	final Set<WorkerId> withoutLine = new HashSet<>();

	boolean send(WorkerId worker, Message.Down message) {
		if (this.withoutLine.contains(worker)) {
			return false;
		}
		if (message instanceof Message.Stop) {
			return this.ordered.add(worker);
		}
		return this.told.add(worker.slot() + "." + worker.generation() + " " + message);
	}

}
