package io.bootcluster.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Who reads a registry, which decides whose part the cluster is in it.
 */
enum Readers {

	/**
	 * Whoever scrapes: our endpoint writes the cluster beside what the registries of all
	 * workers have.
	 */
	SCRAPE,

	/**
	 * Whoever asks this very worker.
	 */
	HERE,

	/**
	 * A system that all workers send to: one of them tells of the cluster.
	 */
	ELSEWHERE;

	/**
	 * Look at a registry, by its name and those of its ancestors: most are of libraries
	 * that are not there.
	 */
	static Readers of(MeterRegistry registry) {
		for (Class<?> type = registry.getClass(); type != null; type = type.getSuperclass()) {
			switch (type.getName()) {
				case "io.micrometer.prometheusmetrics.PrometheusMeterRegistry",
						"io.micrometer.prometheus.PrometheusMeterRegistry" -> {
					return SCRAPE;
				}
				case "io.micrometer.core.instrument.simple.SimpleMeterRegistry",
						"io.micrometer.jmx.JmxMeterRegistry" -> {
					return HERE;
				}
				default -> {
				}
			}
		}
		return ELSEWHERE;
	}

}
