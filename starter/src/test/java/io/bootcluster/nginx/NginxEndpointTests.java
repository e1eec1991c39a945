package io.bootcluster.nginx;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint answers a block, or why there is none.
 */
class NginxEndpointTests implements ClusterOperations {

	private final NginxEndpoint endpoint = new NginxEndpoint(this,
			(view, version) -> Nodes.block(version.orElse(Nodes.DEBIANS), Map.of()).write(view));

	private @Nullable NodesView nodes = Nodes.view(Nodes.serving("a", "10.0.0.1:80", 1),
			Nodes.node("b", "10.0.0.2:80", "draining", 1));

	@Test
	void upstreamAnswersTheBlockForTheVersion() {
		assertThat(answer(null, 200)).contains("10.0.0.1:80 weight=1", " down; # b");
		assertThat(answer("1.29.6", 200)).contains(" drain; # b");
	}

	@Test
	void upstreamWhenVersionIsNoneIsRefused() {
		assertThat(answer("new", 400)).contains("nginx -v");
		assertThat(answer("", 400)).contains("nginx -v");
	}

	@Test
	void upstreamWhenNothingIsKnownSaysWhy() {
		this.nodes = null;
		assertThat(answer(null, 503)).contains("bootcluster.nodes.enabled");
		this.nodes = Nodes.view();
		assertThat(answer(null, 503)).contains("No node");
	}

	private String answer(@Nullable String version, int status) {
		WebEndpointResponse<String> answer = this.endpoint.upstream(version);
		assertThat(answer.getStatus()).isEqualTo(status);
		return String.valueOf(answer.getBody());
	}

	@Override
	public Optional<ClusterView> view() {
		ClusterView view = new ClusterView(new ClusterView.Node("n", "n", "serving", Instant.EPOCH, List.of()),
				new ClusterView.Release("r", null, List.of()), List.of(),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of());
		return Optional.of((this.nodes != null) ? view.withNodes(this.nodes) : view);
	}

	@Override
	public String wish(Wish wish) {
		throw new UnsupportedOperationException();
	}

}
