package io.bootcluster.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * The application's endpoint for Prometheus, which answers for all workers of its node
 * instead of one. Siblings are answered for this worker alone.
 */
@WebEndpoint(id = "prometheus")
final class NodeScrapeEndpoint extends PrometheusScrapeEndpoint {

	private static final String SEPARATOR = "\n";

	private final PrometheusScrapeEndpoint own;

	private final NodeScrape node;

	NodeScrapeEndpoint(PrometheusScrapeEndpoint own, NodeScrape node) {
		super(new PrometheusRegistry(), null);
		this.own = own;
		this.node = node;
	}

	/**
	 * A binary answer is none that could be put together: whoever takes it takes text,
	 * too.
	 */
	@Override
	@ReadOperation(producesFrom = PrometheusOutputFormat.class)
	public WebEndpointResponse<byte[]> scrape(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
		PrometheusOutputFormat text = (format == PrometheusOutputFormat.CONTENT_TYPE_PROTOBUF)
				? PrometheusOutputFormat.CONTENT_TYPE_OPENMETRICS_100 : format;
		TextFormat kind = (text == PrometheusOutputFormat.CONTENT_TYPE_004) ? TextFormat.PROMETHEUS
				: TextFormat.OPEN_METRICS;
		String body = this.node.text(kind, Optional.ofNullable(includedNames), question(text, includedNames),
				() -> own(text, includedNames));
		return new WebEndpointResponse<>(body.getBytes(StandardCharsets.UTF_8), text);
	}

	private static String question(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
		return (includedNames != null) ? format.name() + SEPARATOR + String.join(SEPARATOR, includedNames)
				: format.name();
	}

	/**
	 * Answer a sibling.
	 * @param body the question
	 * @return what this worker alone was measured at
	 */
	String answer(String body) {
		List<String> lines = body.lines().toList();
		@Nullable Set<String> names = body.contains(SEPARATOR) ? Set.copyOf(lines.subList(1, lines.size())) : null;
		return own(PrometheusOutputFormat.valueOf(lines.get(0)), names);
	}

	private String own(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
		byte[] body = this.own.scrape(format, includedNames).getBody();
		return (body != null) ? new String(body, StandardCharsets.UTF_8) : "";
	}

}
