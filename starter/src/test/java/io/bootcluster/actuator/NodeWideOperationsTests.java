package io.bootcluster.actuator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link NodeWideOperations}.
 */
class NodeWideOperationsTests {

	private static final OperationArgumentResolver HTTP = OperationArgumentResolver.of(WebServerNamespace.class,
			() -> WebServerNamespace.SERVER);

	private final List<String> asked = new ArrayList<>();

	private final List<Object> published = new ArrayList<>();

	private final List<Runnable> later = new ArrayList<>();

	@TempDir
	Path directory;

	private final NodeWideOperations operations = new NodeWideOperations(new NodeWideParts.Member(1),
			(question, body) -> {
				this.asked.add(question);
				return List.of();
			}, new Orders(this.published::add), new OperationJson(() -> JsonMapper.builder().build()),
			new OfferedFiles(this.later::add));

	@Test
	void changeOverHttpReachesTheOthersAlsoWhereNothingKnowsWhoAsks() {
		advised("caches", OperationType.DELETE).invoke(new InvocationContext(SecurityContext.NONE, Map.of(), HTTP));
		assertThat(this.asked).containsExactly("operation");
		assertThat(this.published).hasSize(1);
	}

	@Test
	void changeOverJmxIsOneWorkersOwn() {
		advised("caches", OperationType.DELETE).invoke(new InvocationContext(SecurityContext.NONE, Map.of()));
		assertThat(this.asked).isEmpty();
		assertThat(this.published).isEmpty();
	}

	@Test
	void fileThatTheAskingWorkerNeverTakesIsRemoved() throws Exception {
		Path dump = Files.writeString(this.directory.resolve("heap.hprof"), "secrets");
		this.operations.apply(EndpointId.of("heapdump"), OperationType.READ, mock(),
				(context) -> new WebEndpointResponse<>(new FileSystemResource(dump)));
		assertThat(this.operations.answer("{\"operation\":\"heapdump READ \",\"arguments\":{}}"))
			.contains(dump.toString());
		assertThat(dump).exists();
		this.later.forEach(Runnable::run);
		assertThat(dump).doesNotExist();
	}

	private OperationInvoker advised(String endpoint, OperationType type) {
		return this.operations.apply(EndpointId.of(endpoint), type, mock(), (context) -> null);
	}

}
