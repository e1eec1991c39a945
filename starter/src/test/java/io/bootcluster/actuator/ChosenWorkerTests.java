package io.bootcluster.actuator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.bootcluster.SiblingAnswer;
import io.bootcluster.Siblings;
import io.bootcluster.WorkerId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChosenWorker}, asked at worker 1.1.
 */
class ChosenWorkerTests {

	private final OperationJson json = new OperationJson(() -> JsonMapper.builder().build());

	@Test
	void ownSlotWhenANewerLifeListensIsTheNewerLife() throws Exception {
		SiblingAnswer newer = new SiblingAnswer(new WorkerId(1, 2), "b", this.json.answer("of 1.2"), "");
		assertThat(ask(Optional.of(newer), Map.of("worker", "1")))
			.isInstanceOfSatisfying(WebEndpointResponse.class, (response) -> assertThat(response.getBody())
				.isInstanceOfSatisfying(Resource.class, (body) -> assertThat(body).satisfies(
						(resource) -> assertThat(resource.getContentAsByteArray()).asString().isEqualTo("of 1.2"))));
		assertThat(ask(Optional.of(newer), Map.of())).as("nobody chosen").isEqualTo("of 1.1");
	}

	@Test
	void ownSlotWhenNobodyNewerListensIsThisWorker() {
		assertThat(ask(Optional.empty(), Map.of("worker", "1"))).isEqualTo("of 1.1");
	}

	@Test
	void fileThatIsGoneIsNoAnswer() {
		String gone = "{\"status\":200,\"type\":\"application/octet-stream\",\"text\":\"\",\"file\":\"/gone\"}";
		assertThat(ask(Optional.of(new SiblingAnswer(new WorkerId(2, 1), "a", gone, "")), Map.of("worker", "2")))
			.isInstanceOfSatisfying(WebEndpointResponse.class, (response) -> {
				assertThat(response.getStatus()).isEqualTo(503);
				assertThat(response.getBody()).asString().contains("What worker 2.1 has written cannot be read");
			});
	}

	private Object ask(Optional<SiblingAnswer> answer, Map<String, Object> arguments) {
		ChosenWorker chosen = new ChosenWorker(new OperationName("threaddump", "threaddump"), (context) -> "of 1.1",
				new NodeWideParts.Member(1), new One(answer), this.json);
		return Objects.requireNonNull(chosen.invoke(new InvocationContext(SecurityContext.NONE, arguments)));
	}

	private record One(Optional<SiblingAnswer> answer) implements Siblings {

		@Override
		public List<SiblingAnswer> ask(String question, String body) {
			return this.answer.stream().toList();
		}

		@Override
		public Optional<SiblingAnswer> askOne(int slot, String question, String body, Duration timeout) {
			return this.answer;
		}

	}

}
