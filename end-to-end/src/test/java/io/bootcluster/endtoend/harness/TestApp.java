package io.bootcluster.endtoend.harness;

import java.nio.file.Path;

/**
 * Applications that bring more than the tests' class path may have, each built as a jar.
 */
public enum TestApp {

	/** A Spring Boot Admin server, without us. */
	ADMIN_SERVER("admin-server"),

	/**
	 * Spring Security over everything, Spring Boot Admin's client, and meters that can be
	 * scraped and sent by OTLP.
	 */
	SECURED("secured-app");

	private final String name;

	TestApp(String name) {
		this.name = name;
	}

	/**
	 * Return how it is started, on a free port.
	 * @return the launch
	 */
	public Launch launch() {
		return Launch
			.jar(Path.of("..", "test-apps", this.name, "target", this.name + ".jar").toAbsolutePath().normalize());
	}

}
