package io.bootcluster.actuator;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells of what was ordered over the actuator, by whom and to what effect: one audit
 * event, which the application's repository keeps where it has one, and one line in the
 * log. Safe from any thread.
 */
public final class Orders {

	/**
	 * Type of the audit events.
	 */
	public static final String TYPE = "bootcluster.order";

	private static final Log logger = LogFactory.getLog(Orders.class);

	private final ApplicationEventPublisher publisher;

	/**
	 * Create it.
	 * @param publisher takes the audit events
	 */
	public Orders(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	void accepted(Order order, String name, String value) {
		tell(order, Map.of("outcome", "accepted", name, value));
	}

	void refused(Order order, String reason) {
		tell(order, Map.of("outcome", "refused", "reason", Order.plain(reason)));
	}

	private void tell(Order order, Map<String, Object> end) {
		Map<String, Object> data = new LinkedHashMap<>(order.data());
		data.putAll(end);
		logger.info("Order of '" + order.principal() + "' over the actuator: "
				+ data.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + " " + entry.getValue())
					.collect(Collectors.joining(", ")));
		this.publisher.publishEvent(new AuditApplicationEvent(new AuditEvent(order.principal(), TYPE, data)));
	}

	/**
	 * Something that was ordered.
	 *
	 * @param principal who ordered it
	 * @param data what it was, ready to be shown
	 */
	record Order(String principal, Map<String, Object> data) {

		private static final String NOBODY = "anonymous";

		/**
		 * What may be told of an order. Everything else may be anything.
		 */
		private static final List<String> TOLD = List.of("slot", "workers", "nodes", "name", "configuredLevel", "cache",
				"cacheManager");

		private static final int LONGEST = 200;

		static Order of(String endpoint, InvocationContext context) {
			@Nullable SecurityContext security = context.resolveArgument(SecurityContext.class);
			@Nullable Principal principal = (security != null) ? security.getPrincipal() : null;
			Map<String, Object> arguments = context.getArguments();
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("action", endpoint.equals("cluster") ? plain(String.valueOf(arguments.get("action"))) : endpoint);
			for (String name : TOLD) {
				@Nullable Object value = arguments.get(name);
				if (value != null) {
					data.put(name, plain(value.toString()));
				}
			}
			return new Order((principal != null) ? plain(principal.getName()) : NOBODY, data);
		}

		/**
		 * Nobody writes lines of their own into the log.
		 */
		static String plain(String text) {
			String line = text.replaceAll("\\p{Cntrl}", " ");
			return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "..." : line;
		}

	}

}
