package io.bootcluster.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import io.bootcluster.ListenerAddress;

/**
 * A process that starts a worker of all auto-configurations, asks it once, and exits with
 * 0 if it answers.
 */
final class StartedWorker {

	/**
	 * Needs SLF4J, and is none of an application's that has none.
	 */
	private static final String DATA = "org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration";

	private StartedWorker() {
	}

	public static void main(String[] args) throws IOException {
		Workers workers = new Workers();
		WorkerApplication.run(workers.with(ListenerAddress.unix(Path.of(args[0])), Optional.empty()),
				"management.endpoints.web.exposure.include=*", "management.endpoint.cluster.access=unrestricted",
				"spring.autoconfigure.exclude=" + DATA);
		String answer = RawClient.get(WorkerApplication.addressOf(workers), args[1], "X-Request-Id: a");
		System.out.println(answer);
		// How it ends is not the question
		Runtime.getRuntime().halt(answer.startsWith("HTTP/1.1 200") ? 0 : 1);
	}

}
