package io.bootcluster.actuator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.ClusterMember;
import io.bootcluster.SiblingAnswer;
import io.bootcluster.Siblings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeType;

/**
 * Says whose an answer is that is true of one worker only, and gets that of another one
 * where the query names its slot, {@code ?worker=2}.
 */
final class ChosenWorker implements OperationInvoker {

	private static final String ARGUMENT = "worker";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * A large heap takes its time to be written.
	 */
	private static final Duration HEAP_PATIENCE = Duration.ofMinutes(5);

	private static final MimeType JSON = MimeType.valueOf("application/json");

	private final OperationName name;

	private final OperationInvoker own;

	private final ClusterMember member;

	private final Siblings siblings;

	private final OperationJson json;

	ChosenWorker(OperationName name, OperationInvoker own, ClusterMember member, Siblings siblings,
			OperationJson json) {
		this.name = name;
		this.own = own;
		this.member = member;
		this.siblings = siblings;
		this.json = json;
	}

	@Override
	public @Nullable Object invoke(InvocationContext context) {
		@Nullable Object wanted = context.getArguments().get(ARGUMENT);
		if (wanted == null) {
			return own(context);
		}
		int slot = slot(wanted.toString());
		Map<String, Object> arguments = new HashMap<>(context.getArguments());
		arguments.remove(ARGUMENT);
		Optional<SiblingAnswer> answer = this.siblings.askOne(slot, NodeWideOperations.QUESTION,
				this.json.question(this.name, arguments),
				this.name.endpoint().equals("heapdump") ? HEAP_PATIENCE : PATIENCE);
		if (answer.isPresent()) {
			return pass(answer.get());
		}
		return (slot == this.member.slot()) ? own(context)
				: error("No worker listens in slot " + slot, WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private @Nullable Object own(InvocationContext context) {
		AnsweringWorker.tell(this.member.slot() + "." + this.member.generation(), this.member.release());
		return this.own.invoke(context);
	}

	private static int slot(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new InvalidEndpointRequestException("Not a worker's slot: " + text, "worker is the number of a slot");
		}
	}

	private WebEndpointResponse<?> pass(SiblingAnswer answer) {
		String worker = answer.worker().slot() + "." + answer.worker().generation();
		if (!answer.isAnswered()) {
			return error("Worker " + worker + " has no answer: " + answer.failure(),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
		AnsweringWorker.tell(worker, answer.release());
		OperationJson.Answer said = this.json.answerOf(answer.body());
		if (said.type().isEmpty()) {
			return new WebEndpointResponse<>(said.isDone() ? WebEndpointResponse.STATUS_NOT_FOUND : said.status());
		}
		try {
			return new WebEndpointResponse<>(
					said.file().isEmpty() ? new ByteArrayResource(said.text().getBytes(StandardCharsets.UTF_8))
							: PassedFile.take(said.file()),
					said.status(), MimeType.valueOf(said.type()));
		}
		catch (IOException ex) {
			return error("What worker " + worker + " has written cannot be read: " + ex,
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private static WebEndpointResponse<Map<String, String>> error(String reason, int status) {
		return new WebEndpointResponse<>(Map.of("error", reason), status, JSON);
	}

}
