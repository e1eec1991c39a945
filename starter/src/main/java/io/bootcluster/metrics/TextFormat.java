package io.bootcluster.metrics;

import java.util.List;

/**
 * The two texts that a scrape may be written in.
 */
enum TextFormat {

	/**
	 * Prometheus' own, version 0.0.4.
	 */
	PROMETHEUS("HELP TYPE", "untyped", ""),

	/**
	 * OpenMetrics 1.0.0.
	 */
	OPEN_METRICS("TYPE UNIT HELP", "unknown", "# EOF\n");

	private final String descriptions;

	private final String noType;

	private final String end;

	TextFormat(String descriptions, String noType, String end) {
		this.descriptions = descriptions;
		this.noType = noType;
		this.end = end;
	}

	List<String> descriptions() {
		return List.of(this.descriptions.split(" ", -1));
	}

	String noType() {
		return this.noType;
	}

	String end() {
		return this.end;
	}

	/**
	 * Return the name under which a family is described, which for counters differs.
	 */
	String name(Family family) {
		return (this == PROMETHEUS && family.kind() == Family.Kind.COUNTER) ? family.scrapeName() + "_total"
				: family.scrapeName();
	}

}
