package io.bootcluster.actuator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.bootcluster.ClusterMember;
import io.bootcluster.SiblingAnswer;
import io.bootcluster.Siblings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/**
 * Makes a change in this worker and then in all others, and lists what became of it in
 * each. What this worker refuses, the others are not asked for.
 */
final class FanOut implements OperationInvoker {

	private static final MimeType JSON = MimeType.valueOf("application/json");

	private final Change change;

	private final OperationInvoker own;

	private final ClusterMember member;

	private final Means means;

	FanOut(Change change, OperationInvoker own, ClusterMember member, Means means) {
		this.change = change;
		this.own = own;
		this.member = member;
		this.means = means;
	}

	@Override
	public @Nullable Object invoke(InvocationContext context) {
		Orders.Order order = Orders.Order.of(this.change.name().endpoint(), context);
		@Nullable Object result;
		try {
			result = this.own.invoke(context);
		}
		catch (RuntimeException ex) {
			this.means.orders().refused(order, String.valueOf(ex.getMessage()));
			throw ex;
		}
		List<Outcome> outcomes = new ArrayList<>();
		try {
			outcomes.add(Outcome.of(this.member.slot() + "." + this.member.generation(),
					this.means.json().answerOf(this.means.json().answer(result))));
			List<SiblingAnswer> answers = ask(context);
			answers.forEach((answer) -> outcomes.add(outcome(answer)));
			AnsweringWorker.tellOutcomes(Outcome.brief(outcomes));
			return answer(result, answers, outcomes);
		}
		// This worker has made the change, whatever becomes of the rest
		finally {
			this.means.orders().accepted(order, "outcomes", Outcome.brief(outcomes));
		}
	}

	private List<SiblingAnswer> ask(InvocationContext context) {
		String question = this.means.json().question(this.change.name(), context.getArguments());
		return this.change.timeout().isZero() ? this.means.siblings().ask(NodeWideOperations.QUESTION, question)
				: this.means.siblings().ask(NodeWideOperations.QUESTION, question, this.change.timeout());
	}

	private Outcome outcome(SiblingAnswer answer) {
		String worker = answer.worker().slot() + "." + answer.worker().generation();
		return answer.isAnswered() ? Outcome.of(worker, this.means.json().answerOf(answer.body()))
				: new Outcome(worker, Outcome.FAILED, answer.failure());
	}

	/**
	 * An answer that has a form keeps it as long as nothing failed.
	 */
	private @Nullable Object answer(@Nullable Object result, List<SiblingAnswer> answers, List<Outcome> outcomes) {
		if (outcomes.stream().allMatch((outcome) -> outcome.outcome().equals(Outcome.ABSENT))) {
			return result;
		}
		boolean failed = outcomes.stream().anyMatch((outcome) -> outcome.outcome().equals(Outcome.FAILED));
		if (!failed && result instanceof Collection<?> list) {
			Set<@Nullable Object> all = new LinkedHashSet<>(list);
			answers.forEach((answer) -> all
				.addAll(List.of(OperationJson.list(this.means.json().answerOf(answer.body()).text()))));
			return all;
		}
		return new WebEndpointResponse<>(Map.of("workers", outcomes.stream().map(Outcome::body).toList()),
				failed ? WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR : WebEndpointResponse.STATUS_OK, JSON);
	}

	/**
	 * What is to be changed.
	 *
	 * @param name the operation
	 * @param timeout how long it may take; zero for what siblings have anyway
	 */
	record Change(OperationName name, Duration timeout) {
	}

	/**
	 * What is needed for it.
	 *
	 * @param siblings asks the others
	 * @param orders tells of orders
	 * @param json what is asked and answered in
	 */
	record Means(Siblings siblings, Orders orders, OperationJson json) {
	}

	/**
	 * What became of a change in one worker.
	 *
	 * @param worker the worker, such as {@code 2.3}
	 * @param outcome {@code done}, {@code absent} where there is nothing of that name to
	 * change, or {@code failed}
	 * @param reason why it failed; else empty
	 */
	record Outcome(String worker, String outcome, String reason) {

		static final String DONE = "done";

		static final String ABSENT = "absent";

		static final String FAILED = "failed";

		static Outcome of(String worker, OperationJson.Answer answer) {
			if (answer.isDone()) {
				return new Outcome(worker, DONE, "");
			}
			return answer.isAbsent() ? new Outcome(worker, ABSENT, "")
					: new Outcome(worker, FAILED, "It answered with status " + answer.status());
		}

		static String brief(List<Outcome> outcomes) {
			return outcomes.stream()
				.map((outcome) -> outcome.worker() + "=" + outcome.outcome())
				.collect(Collectors.joining(", "));
		}

		Map<String, String> body() {
			Map<String, String> body = new LinkedHashMap<>();
			body.put("worker", this.worker);
			body.put("outcome", this.outcome);
			if (!this.reason.isEmpty()) {
				body.put("reason", this.reason);
			}
			return body;
		}

	}

}
