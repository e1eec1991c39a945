package io.bootcluster.launch;

import io.bootcluster.WrongSettingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells which setting the cluster cannot run with, and the way out. Ahead of Spring
 * Boot's own analyzers, which know less.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WrongSettingFailureAnalyzer extends AbstractFailureAnalyzer<WrongSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WrongSettingException cause) {
		return new FailureAnalysis("Bootcluster cannot start with property '" + cause.property() + "' = '"
				+ cause.value() + "': " + cause.reason() + ".", cause.action(), cause);
	}

}
