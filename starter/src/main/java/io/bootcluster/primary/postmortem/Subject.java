package io.bootcluster.primary.postmortem;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.bootcluster.WorkerId;

/**
 * A worker that is looked at, with what the primary itself knows of it.
 *
 * @param worker the worker
 * @param pid its process
 * @param log returns the last lines that it printed
 * @param exhibits what else is kept
 */
public record Subject(WorkerId worker, long pid, Supplier<List<String>> log, List<Exhibit> exhibits) {

	public Subject {
		exhibits = List.copyOf(exhibits);
	}

	/**
	 * One thing that is kept.
	 *
	 * @param name name of its file
	 * @param text its content, perhaps a little later
	 */
	public record Exhibit(String name, CompletionStage<String> text) {
	}

}
