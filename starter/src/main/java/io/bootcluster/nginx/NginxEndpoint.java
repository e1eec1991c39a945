package io.bootcluster.nginx;

import java.util.Optional;
import java.util.function.BiFunction;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Actuator endpoint that shows Nginx's upstream block from any worker of any node, for
 * whoever follows it: an answer other than 200 means that what there is should stay.
 */
@WebEndpoint(id = "nginx", defaultAccess = Access.READ_ONLY)
public final class NginxEndpoint {

	private static final String TEXT = "text/plain;charset=UTF-8";

	private final ClusterOperations operations;

	private final BiFunction<NodesView, Optional<NginxVersion>, Optional<String>> blocks;

	NginxEndpoint(ClusterOperations operations,
			BiFunction<NodesView, Optional<NginxVersion>, Optional<String>> blocks) {
		this.operations = operations;
		this.blocks = blocks;
	}

	/**
	 * Return the upstream block.
	 * @param version version of the Nginx that is to read it, such as {@code 1.28.0}
	 * @return 200 with the block, 400 with what is wrong, or 503 with why there is none
	 */
	@ReadOperation(produces = TEXT)
	public WebEndpointResponse<String> upstream(@Nullable String version) {
		Optional<NginxVersion> reader = Optional.ofNullable(version).flatMap(NginxVersion::of);
		if (version != null && reader.isEmpty()) {
			return new WebEndpointResponse<>("version is what 'nginx -v' prints, such as 1.28.0\n",
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		Optional<NodesView> nodes = this.operations.view().map(ClusterView::nodes);
		return nodes.flatMap((view) -> this.blocks.apply(view, reader))
			.map((block) -> new WebEndpointResponse<>(block))
			.orElseGet(() -> new WebEndpointResponse<>(nodes.isEmpty()
					? "No nodes are known yet, or bootcluster.nodes.enabled is not set\n" : "No node is registered\n",
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE));
	}

}
