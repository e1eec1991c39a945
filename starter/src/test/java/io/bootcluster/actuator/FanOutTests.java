package io.bootcluster.actuator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.bootcluster.Siblings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FanOut}.
 */
class FanOutTests {

	private static final Siblings BROKEN = (question, body) -> {
		throw new IllegalStateException("no such luck");
	};

	private final List<Object> published = new ArrayList<>();

	@Test
	void orderWhenTheOthersCannotBeAskedIsAuditedAllTheSame() {
		FanOut fanOut = new FanOut(new FanOut.Change(new OperationName("caches", "caches"), Duration.ZERO),
				(context) -> null, new NodeWideParts.Member(1), new FanOut.Means(BROKEN,
						new Orders(this.published::add), new OperationJson(() -> JsonMapper.builder().build())));
		assertThatIllegalStateException()
			.isThrownBy(() -> fanOut.invoke(new InvocationContext(SecurityContext.NONE, Map.of("cache", "books"))))
			.withMessage("no such luck");
		assertThat(this.published).singleElement()
			.isInstanceOfSatisfying(AuditApplicationEvent.class, (event) -> assertThat(event.getAuditEvent().getData())
				.isEqualTo(
						Map.of("action", "caches", "cache", "books", "outcome", "accepted", "outcomes", "1.1=done")));
	}

}
