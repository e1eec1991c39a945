package io.bootcluster.metrics;

import io.bootcluster.SiblingQuestion;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * Answers siblings that gather a scrape.
 */
final class ScrapeQuestion implements SiblingQuestion {

	private final ObjectProvider<PrometheusScrapeEndpoint> endpoint;

	ScrapeQuestion(ObjectProvider<PrometheusScrapeEndpoint> endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public String name() {
		return NodeScrape.QUESTION;
	}

	@Override
	public String answer(String body) {
		if (this.endpoint.getIfAvailable() instanceof NodeScrapeEndpoint node) {
			return node.answer(body);
		}
		throw new IllegalStateException("There is no endpoint for Prometheus here");
	}

}
