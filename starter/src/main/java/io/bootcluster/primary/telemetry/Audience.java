package io.bootcluster.primary.telemetry;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;

/**
 * The workers that have been told all that is remembered, and are told what is new from
 * then on: never the new before the old. Confined to the telemetry's thread.
 */
final class Audience {

	private final Set<WorkerId> workers = new LinkedHashSet<>();

	private final BiConsumer<Collection<WorkerId>, Message.Down> line;

	Audience(BiConsumer<Collection<WorkerId>, Message.Down> line) {
		this.line = line;
	}

	void welcome(WorkerId worker, List<Message.Down> past) {
		past.forEach((message) -> this.line.accept(Set.of(worker), message));
		this.workers.add(worker);
	}

	void forget(WorkerId worker) {
		this.workers.remove(worker);
	}

	void tell(Message.Down message) {
		if (!this.workers.isEmpty()) {
			this.line.accept(Set.copyOf(this.workers), message);
		}
	}

}
