package io.bootcluster.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The application's web server cannot serve on a private listener.
 */
final class UnsupportedServerException extends RuntimeException {

	UnsupportedServerException(Class<?> factory) {
		super("No private listener for " + factory.getName());
	}

	/**
	 * Names the server that is supported.
	 */
	static final class Analyzer extends AbstractFailureAnalyzer<UnsupportedServerException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedServerException cause) {
			return new FailureAnalysis(
					"The application's web server cannot run in a worker: " + cause.getMessage()
							+ ". Workers run with Tomcat.",
					"Use spring-boot-starter-tomcat, or run without a cluster with bootcluster.enabled=false.", cause);
		}

	}

}
