package io.bootcluster.launch;

/**
 * Which process a JVM is.
 */
sealed interface Role {

	/**
	 * Decide from what can be seen at the door. Pure.
	 * @param facts what can be seen
	 * @return the role
	 */
	static Role of(Facts facts) {
		if (facts.worker()) {
			return new Worker();
		}
		for (StandaloneRule rule : StandaloneRule.ALL) {
			if (rule.applies(facts)) {
				return new Standalone(rule.reason());
			}
		}
		return new Primary();
	}

	/**
	 * Owns the port and starts workers.
	 */
	record Primary() implements Role {
	}

	/**
	 * Runs the application for a primary.
	 */
	record Worker() implements Role {
	}

	/**
	 * Runs the application as if we were not there.
	 *
	 * @param reason why, the rest of a sentence
	 */
	record Standalone(String reason) implements Role {
	}

}
