package io.bootcluster.worker;

import java.util.Optional;

import io.bootcluster.ListenerAddress;
import io.bootcluster.control.Assignment;
import io.bootcluster.control.Message;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Tells the primary, once, where this worker's web servers really listen. Confined to the
 * thread that starts the application.
 */
final class ListeningReport implements ApplicationListener<WebServerInitializedEvent> {

	private static final String MANAGEMENT = "management";

	private final Worker worker;

	private final ServerAddress addresses;

	private @Nullable ListenerAddress main;

	private @Nullable ListenerAddress management;

	private boolean told;

	ListeningReport(Worker worker, ServerAddress addresses) {
		this.worker = worker;
		this.addresses = addresses;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		@Nullable String namespace = event.getApplicationContext().getServerNamespace();
		if (namespace == null) {
			this.main = this.addresses.of(event.getWebServer()).orElse(this.main);
		}
		else if (MANAGEMENT.equals(namespace)) {
			this.management = this.addresses.of(event.getWebServer()).orElse(this.management);
		}
		Assignment assignment = this.worker.assignment();
		if (assignment.management().isEmpty() || this.management != null) {
			tellAtLast();
		}
	}

	/**
	 * Wait no longer for the management server: the application is ready without.
	 */
	void tellAtLast() {
		if (!this.told && this.main != null) {
			this.told = true;
			this.worker.tell(new Message.Listening(this.main, Optional.ofNullable(this.management)));
		}
	}

	/**
	 * Knows where a web server of a supported kind listens.
	 */
	@FunctionalInterface
	interface ServerAddress {

		/**
		 * Return where a web server listens.
		 * @param server the started web server
		 * @return the address, or empty if it has no private listener
		 */
		Optional<ListenerAddress> of(WebServer server);

	}

}
