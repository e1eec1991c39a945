package io.bootcluster.actuator;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.bootcluster.ClusterOperations;
import io.bootcluster.Wish;
import io.bootcluster.Wish.Action;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Actuator endpoint that shows the whole node from any of its workers and, where the
 * application allows it, takes an operator's wishes. It answers a wish at once; what
 * becomes of it is seen in the picture.
 */
@WebEndpoint(id = "cluster", defaultAccess = Access.READ_ONLY)
public final class ClusterEndpoint {

	private static final Set<Action> ON_NODE = Set.of(Action.RELOAD, Action.ROLLBACK, Action.SCALE, Action.RESTART,
			Action.DRAIN, Action.RESUME);

	private static final Set<Action> ON_WORKER = Set.of(Action.RESTART, Action.DRAIN, Action.RESUME, Action.DUMP);

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

	/**
	 * Wish for something that concerns the whole node.
	 * @param action {@code reload}, {@code rollback}, {@code scale}, {@code restart},
	 * {@code drain} or {@code resume}
	 * @param workers how many workers, for {@code scale}
	 * @param nodes whether all nodes are meant, one after the other, for {@code reload}
	 * @return 202 with the wish's id, 400 with what is wrong, or 404 when standalone
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, String>> wish(@Nullable String action, @Nullable Integer workers,
			@Nullable Boolean nodes) {
		boolean everywhere = Boolean.TRUE.equals(nodes);
		return answer(() -> new Wish(action(ON_NODE, action), null, workers, everywhere));
	}

	/**
	 * Wish for something that concerns one worker.
	 * @param slot the worker's slot
	 * @param action {@code restart}, {@code drain}, {@code resume} or {@code dump}
	 * @return 202 with the wish's id, 400 with what is wrong, or 404 when standalone
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, String>> wishForWorker(@Selector int slot, @Nullable String action) {
		return answer(() -> new Wish(action(ON_WORKER, action), slot, null));
	}

	private WebEndpointResponse<Map<String, String>> answer(Supplier<Wish> asked) {
		if (this.operations.view().isEmpty()) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		try {
			return new WebEndpointResponse<>(Map.of("id", this.operations.wish(asked.get())), 202);
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(Map.of("error", String.valueOf(ex.getMessage())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	private static Action action(Set<Action> allowed, @Nullable String action) {
		return allowed.stream()
			.filter((each) -> each.toString().equals((action != null) ? action.toLowerCase(Locale.ROOT) : ""))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"action is one of " + String.join(", ", allowed.stream().map(Action::toString).sorted().toList())));
	}

}
