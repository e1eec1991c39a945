package io.bootcluster.admin;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import de.codecentric.boot.admin.client.registration.metadata.MetadataContributor;
import io.bootcluster.ClusterView;

/**
 * What a node says of itself when it registers: its id, as a tag that people see, and
 * when its primary started. Nothing of the worker that speaks, so that the instance does
 * not change when another one does.
 */
final class NodeMetadata implements MetadataContributor {

	private final Supplier<Optional<ClusterView>> views;

	NodeMetadata(Supplier<Optional<ClusterView>> views) {
		this.views = views;
	}

	@Override
	public Map<String, String> getMetadata() {
		return this.views.get().map(ClusterView::node).map(NodeMetadata::of).orElse(Map.of());
	}

	private static Map<String, String> of(ClusterView.Node node) {
		String startup = DateTimeFormatter.ISO_OFFSET_DATE_TIME
			.format(node.startedAt().atZone(ZoneId.systemDefault()).toOffsetDateTime());
		return Map.of("tags.node", node.id(), "startup", startup);
	}

}
