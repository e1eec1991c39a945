package io.bootcluster.worker;

import java.util.Map;
import java.util.Optional;

import io.bootcluster.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the two environment variables that mark a JVM as a worker.
 */
final class WorkerMark {

	private WorkerMark() {
	}

	/**
	 * Return which worker this JVM is.
	 * @param environment the environment
	 * @return the worker, or empty unless both variables are set
	 * @throws NoAssignmentException if they name no worker
	 */
	static Optional<WorkerId> of(ConfigurableEnvironment environment) {
		Map<String, Object> variables = environment.getSystemEnvironment();
		@Nullable Object slot = variables.get(WorkerId.SLOT_VARIABLE);
		@Nullable Object generation = variables.get(WorkerId.GENERATION_VARIABLE);
		if (slot == null || generation == null) {
			return Optional.empty();
		}
		try {
			return Optional
				.of(new WorkerId(Integer.parseInt(slot.toString()), Integer.parseInt(generation.toString())));
		}
		catch (IllegalArgumentException ex) {
			throw new NoAssignmentException("Slot '" + slot + "' and generation '" + generation + "' name no worker",
					ex);
		}
	}

}
