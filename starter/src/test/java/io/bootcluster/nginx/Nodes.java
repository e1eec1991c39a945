package io.bootcluster.nginx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.bootcluster.NginxProperties;
import io.bootcluster.NodesView;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Makes nodes and settings for tests.
 */
final class Nodes {

	static final NginxVersion DEBIANS = new NginxVersion(1, 22, 1);

	private Nodes() {
	}

	static NodesView view(NodesView.Node... nodes) {
		return new NodesView(List.of(nodes), null, null, null);
	}

	static NodesView.Node serving(String id, String address, int weight) {
		return node(id, address, "serving", weight);
	}

	static NodesView.Node node(String id, String address, String state, int weight) {
		return new NodesView.Node(id, address, state, weight, "release", 7, Instant.EPOCH);
	}

	static UpstreamBlock block(NginxVersion version, Map<String, ?> settings) {
		return new UpstreamBlock(new Binder(new MapConfigurationPropertySource(settings))
			.bindOrCreate("bootcluster.nginx", NginxProperties.class), Duration.ofSeconds(75), version);
	}

	static UpstreamBlock block() {
		return block(DEBIANS, Map.of());
	}

}
