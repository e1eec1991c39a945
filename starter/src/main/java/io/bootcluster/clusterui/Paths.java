package io.bootcluster.clusterui;

import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.util.StringUtils;

/**
 * Finds the page and the endpoint that takes its orders as the application exposes them,
 * relative to each other: so they are right under every base path, context path and
 * proxy. Safe from any thread.
 */
public final class Paths {

	private static final EndpointId PAGE = EndpointId.of("clusterui");

	private static final EndpointId CLUSTER = EndpointId.of("cluster");

	private final ObjectProvider<WebEndpointsSupplier> exposed;

	/**
	 * Create paths that are looked up when they are asked for.
	 * @param exposed the endpoints that the application exposes
	 */
	public Paths(ObjectProvider<WebEndpointsSupplier> exposed) {
		this.exposed = exposed;
	}

	/**
	 * Return what the page's own links begin with.
	 */
	String self() {
		String path = path(PAGE);
		return path.substring(path.lastIndexOf('/') + 1);
	}

	/**
	 * Return where orders go, seen from the page.
	 */
	String orders() {
		return "../".repeat((int) path(PAGE).chars().filter((each) -> each == '/').count()) + path(CLUSTER);
	}

	/**
	 * Return whether the endpoint takes orders at all; who may give them is the
	 * application's to say.
	 */
	boolean takesOrders() {
		return find(CLUSTER).stream()
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.anyMatch((operation) -> operation.getRequestPredicate().getHttpMethod() == WebEndpointHttpMethod.POST);
	}

	/**
	 * As applications are free to write it: with a slash at either end, or without.
	 */
	private String path(EndpointId id) {
		return find(id).map(ExposableWebEndpoint::getRootPath)
			.map((path) -> StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(path, '/'), '/'))
			.orElseGet(id::toString);
	}

	private Optional<ExposableWebEndpoint> find(EndpointId id) {
		return this.exposed.orderedStream()
			.flatMap((supplier) -> supplier.getEndpoints().stream())
			.filter((endpoint) -> endpoint.getEndpointId().equals(id))
			.findFirst();
	}

}
