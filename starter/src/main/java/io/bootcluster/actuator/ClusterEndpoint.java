package io.bootcluster.actuator;

import java.util.Map;

import io.bootcluster.ClusterOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Actuator endpoint that shows the whole node from any of its workers.
 */
@Endpoint(id = "cluster")
public final class ClusterEndpoint {

	private final ClusterOperations operations;

	/**
	 * Create the endpoint.
	 * @param operations what is known of the node
	 */
	public ClusterEndpoint(ClusterOperations operations) {
		this.operations = operations;
	}

	/**
	 * Return the picture that the primary sent last.
	 * @return the view, or {@code null}, which is answered with 404, when standalone
	 */
	@ReadOperation
	public @Nullable Map<String, Object> cluster() {
		return this.operations.view().map(ViewBody::of).map(OperationResponseBody::of).orElse(null);
	}

}
