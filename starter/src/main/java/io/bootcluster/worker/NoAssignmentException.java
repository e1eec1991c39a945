package io.bootcluster.worker;

import io.bootcluster.WorkerId;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The environment says that this JVM is a worker, but no primary speaks to it.
 */
final class NoAssignmentException extends RuntimeException {

	NoAssignmentException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Says which variables to remove.
	 */
	static final class Analyzer extends AbstractFailureAnalyzer<NoAssignmentException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, NoAssignmentException cause) {
			return new FailureAnalysis(
					"The environment marks this JVM as a worker of a cluster, but no primary speaks to it. "
							+ cause.getMessage() + ".",
					"Only a primary starts workers. If this process was started by hand or by a worker, remove "
							+ WorkerId.SLOT_VARIABLE + " and " + WorkerId.GENERATION_VARIABLE
							+ " from its environment.",
					cause);
		}

	}

}
