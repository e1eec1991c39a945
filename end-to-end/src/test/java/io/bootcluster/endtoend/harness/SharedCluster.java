package io.bootcluster.endtoend.harness;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all tests that mend what they break the same cluster of three workers, since
 * starting one takes seconds. It is closed after the last test.
 */
public final class SharedCluster implements ParameterResolver, BeforeEachCallback {

	@Override
	public void beforeEach(ExtensionContext context) {
		cluster(context).awaitAllServing();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Cluster.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return cluster(context);
	}

	private static Cluster cluster(ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(SharedCluster.class))
			.computeIfAbsent(Cluster.class, (type) -> Launch.sample().workers(3).serving(), Cluster.class);
	}

}
