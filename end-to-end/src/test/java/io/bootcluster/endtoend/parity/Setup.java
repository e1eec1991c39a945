package io.bootcluster.endtoend.parity;

import java.util.List;

import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.parity.app.ParityApplication;

/**
 * One configuration of an application, in which it is run both plain and clustered.
 */
enum Setup {

	/**
	 * The sample application with sessions, a login and compressed pages, as it is, but
	 * for the field that its list of fields would gain.
	 */
	SAMPLE("--bootcluster.dispatcher.request-ids=false"),

	/** The tests' own application with what Spring Boot has as defaults. */
	DEFAULTS("--server.compression.enabled=true", "--server.compression.min-response-size=256"),

	/** Tomcat looks at {@code X-Forwarded-*} of peers on private networks. */
	NATIVE("--server.forward-headers-strategy=native", "--bootcluster.session.redis=off"),

	/** Tomcat looks at {@code X-Forwarded-*} of one peer, which the test is not. */
	UNTRUSTED("--server.forward-headers-strategy=native", "--server.tomcat.remoteip.internal-proxies=192\\.0\\.2\\.1",
			"--bootcluster.session.redis=off"),

	/** Spring looks at {@code X-Forwarded-*} and {@code Forwarded} of whomever. */
	FRAMEWORK("--server.forward-headers-strategy=framework", "--bootcluster.session.redis=off"),

	/** Everything that an application may set about its paths, errors and texts. */
	CUSTOM("--server.servlet.context-path=/app", "--spring.servlet.encoding.charset=ISO-8859-1",
			"--spring.servlet.encoding.force-response=true", "--spring.web.error.include-message=always",
			"--spring.web.error.whitelabel.enabled=false", "--server.server-header=Parity",
			"--management.server.base-path=/manage", "--management.endpoints.web.exposure.include=health,env",
			"--spring.servlet.multipart.max-file-size=1KB", "--server.tomcat.max-swallow-size=1KB",
			"--bootcluster.session.redis=off"),

	/** TLS at the port. */
	TLS("--server.forward-headers-strategy=native", "--bootcluster.session.redis=off"),

	/** Workers that listen on loopback ports. */
	TCP("--server.compression.enabled=true", "--server.compression.min-response-size=256",
			"--bootcluster.worker.transport=tcp", "--bootcluster.session.redis=off");

	private final List<String> arguments;

	Setup(String... arguments) {
		this.arguments = List.of(arguments);
	}

	boolean isTls() {
		return this == TLS;
	}

	int workers() {
		return (this == SAMPLE) ? 2 : 1;
	}

	boolean hasManagementPort() {
		return this == CUSTOM;
	}

	Launch launch() {
		Launch launch = (this == SAMPLE) ? Launch.sample() : Launch.classPath(ParityApplication.class);
		return launch.workers(workers()).with(this.arguments.toArray(String[]::new));
	}

}
