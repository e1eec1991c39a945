package io.bootcluster.actuator;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Tells of each order that {@code /actuator/cluster} takes or refuses.
 */
final class AuditedOrder implements OperationInvoker {

	private final OperationInvoker own;

	private final Orders orders;

	AuditedOrder(OperationInvoker own, Orders orders) {
		this.own = own;
		this.orders = orders;
	}

	@Override
	public @Nullable Object invoke(InvocationContext context) {
		Orders.Order order = Orders.Order.of("cluster", context);
		try {
			@Nullable Object result = this.own.invoke(context);
			tell(order, result);
			return result;
		}
		catch (RuntimeException ex) {
			this.orders.refused(order, String.valueOf(ex.getMessage()));
			throw ex;
		}
	}

	private void tell(Orders.Order order, @Nullable Object result) {
		if (result instanceof WebEndpointResponse<?> response && response.getBody() instanceof Map<?, ?> body) {
			if (body.get("id") instanceof String id) {
				this.orders.accepted(order, "id", id);
				return;
			}
			this.orders.refused(order, String.valueOf(body.get("error")));
			return;
		}
		this.orders.refused(order, "there is no cluster");
	}

}
