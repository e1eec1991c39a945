package io.bootcluster.actuator;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.core.Ordered;

/**
 * Works out the names of operations ahead of every other advisor, as long as the invoker
 * tells its method: what Spring Boot caches does not any more. Advice on one operation
 * has the same parameters each time. Safe from any thread.
 */
final class OperationNames implements OperationInvokerAdvisor, Ordered {

	private final Map<OperationParameters, OperationName> names = Collections.synchronizedMap(new IdentityHashMap<>());

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType type, OperationParameters parameters,
			OperationInvoker invoker) {
		this.names.put(parameters, OperationName.of(endpointId.toLowerCaseString(), type, parameters, invoker));
		return invoker;
	}

	/**
	 * Return an operation's name, and forget it.
	 */
	Optional<OperationName> take(OperationParameters parameters) {
		return Optional.ofNullable(this.names.remove(parameters));
	}

}
