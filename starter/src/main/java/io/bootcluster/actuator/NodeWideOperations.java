package io.bootcluster.actuator;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.bootcluster.ClusterMember;
import io.bootcluster.SiblingQuestion;
import io.bootcluster.Siblings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;

/**
 * Makes the application's own actuator speak for the node where it would speak for the
 * worker that happens to be asked: a change reaches every worker, and what is shown says
 * whose it is and can be asked of a given one. Only over HTTP, and never when standalone.
 * Safe from any thread.
 */
public final class NodeWideOperations implements OperationInvokerAdvisor, SiblingQuestion {

	static final String QUESTION = "operation";

	/**
	 * How long each kind of change may take in a worker; an empty duration stands for
	 * what siblings have anyway.
	 */
	private static final Map<String, Duration> CHANGES = Map.of("loggers", Duration.ZERO, "caches", Duration.ZERO,
			"refresh", Duration.ofSeconds(30));

	private static final Set<String> SHOWN = Set.of("threaddump", "heapdump", "startup", "env", "configprops",
			"loggers", "caches", "metrics", "httpexchanges");

	private final Map<String, OperationInvoker> operations = new ConcurrentHashMap<>();

	private final OperationNames names = new OperationNames();

	private final ClusterMember member;

	private final Siblings siblings;

	private final Orders orders;

	private final OperationJson json;

	private final OfferedFiles files;

	/**
	 * Create the advice.
	 * @param member which worker this is
	 * @param siblings asks the others
	 * @param orders tells of orders
	 * @param json writes what operations give
	 */
	public NodeWideOperations(ClusterMember member, Siblings siblings, Orders orders, OperationJson json) {
		this(member, siblings, orders, json, new OfferedFiles());
	}

	NodeWideOperations(ClusterMember member, Siblings siblings, Orders orders, OperationJson json, OfferedFiles files) {
		this.member = member;
		this.siblings = siblings;
		this.orders = orders;
		this.json = json;
		this.files = files;
	}

	/**
	 * Return what works out the operations' names. It has to be applied first.
	 * @return the advisor
	 */
	public OperationInvokerAdvisor names() {
		return this.names;
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType type, OperationParameters parameters,
			OperationInvoker invoker) {
		String endpoint = endpointId.toLowerCaseString();
		boolean read = type == OperationType.READ;
		OperationName name = this.names.take(parameters)
			.orElseGet(() -> OperationName.of(endpoint, type, parameters, invoker));
		if (this.member.slot() == 0) {
			return invoker;
		}
		if (endpoint.equals("cluster") && !read) {
			return overHttp(invoker, new AuditedOrder(invoker, this.orders));
		}
		if (CHANGES.containsKey(endpoint) && !read) {
			this.operations.put(name.text(), invoker);
			return overHttp(invoker, new FanOut(new FanOut.Change(name, CHANGES.get(endpoint)), invoker, this.member,
					new FanOut.Means(this.siblings, this.orders, this.json)));
		}
		if (SHOWN.contains(endpoint) && type != OperationType.DELETE) {
			this.operations.put(name.text(), invoker);
			return overHttp(invoker, new ChosenWorker(name, invoker, this.member, this.siblings, this.json));
		}
		return invoker;
	}

	/**
	 * JMX speaks to one JVM and means it. Only what comes over HTTP knows by which server
	 * it came; who asks is known nowhere in a reactive application without Spring
	 * Security.
	 */
	private static OperationInvoker overHttp(OperationInvoker own, OperationInvoker advised) {
		return (context) -> (context.canResolve(WebServerNamespace.class) ? advised : own).invoke(context);
	}

	@Override
	public String name() {
		return QUESTION;
	}

	/**
	 * Invoke this worker's own operation for a sibling, which has checked who asks.
	 */
	@Override
	public String answer(String body) {
		OperationJson.Question question = this.json.question(body);
		OperationInvoker operation = this.operations.get(question.operation());
		if (operation == null) {
			throw new IllegalStateException("It has no such operation: it may run another release");
		}
		@Nullable Object result = operation.invoke(new InvocationContext(SecurityContext.NONE, question.arguments()));
		OperationJson.file(result).ifPresent(this.files::offer);
		return this.json.answer(result);
	}

}
