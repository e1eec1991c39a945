package io.bootcluster.actuator;

import java.util.stream.Collectors;

import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Names an operation of an endpoint the same in every worker.
 *
 * @param endpoint id of the endpoint
 * @param text the whole name
 */
record OperationName(String endpoint, String text) {

	private static final String METHOD = " method ";

	/**
	 * Work out a name. Two operations may differ in nothing but their media type, as
	 * those of {@code threaddump} do, so the method is part of it where the invoker tells
	 * it.
	 */
	static OperationName of(String endpoint, OperationType type, OperationParameters parameters,
			OperationInvoker invoker) {
		String told = invoker.toString();
		int method = told.lastIndexOf(METHOD);
		String operation = (method >= 0) ? told.substring(method + METHOD.length())
				: parameters.stream().map((parameter) -> parameter.getName()).collect(Collectors.joining(","));
		return new OperationName(endpoint, endpoint + " " + type + " " + operation);
	}

}
