package io.bootcluster.worker;

import java.util.List;
import java.util.Optional;

import io.bootcluster.ListenerAddress;
import io.bootcluster.SiblingQuestion;
import io.bootcluster.control.Assignment;
import org.apache.catalina.startup.Tomcat;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Private listeners where the application's web server is Tomcat.
 */
final class TomcatWorkerConfiguration {

	private static final String REQUEST_IDS = "bootcluster.dispatcher.request-ids";

	private TomcatWorkerConfiguration() {
	}

	/**
	 * One for the client's facts, and an id where the request has none.
	 */
	private static int addedFields(Environment environment) {
		return environment.getProperty(REQUEST_IDS, Boolean.class, true) ? 2 : 1;
	}

	private static HealthGroups health(ObjectProvider<HealthEndpoint> endpoint,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<ApplicationAvailability> availability) {
		return new HealthGroups(endpoint, groups, availability::getObject);
	}

	/**
	 * The listener for the application's requests.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, TomcatWebServerFactory.class })
	static class Main {

		@Bean
		static TomcatListenerCustomizer bootclusterTomcatListener(Worker worker, AskValve asked,
				Environment environment, ObjectProvider<HealthEndpoint> endpoint,
				ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<ApplicationAvailability> availability) {
			Assignment assignment = worker.assignment();
			return new TomcatListenerCustomizer(new PrivateListener(assignment.listener(),
					assignment.publicSide().port(), worker.secret(), addedFields(environment)), List.of(asked),
					health(endpoint, groups, availability));
		}

		@Bean
		static AskValve bootclusterAskValve(Worker worker, ObjectProvider<SiblingQuestion> questions) {
			return new AskValve(worker.askToken(),
					(name) -> questions.stream().filter((question) -> question.name().equals(name)).findFirst());
		}

		@Bean
		@ConditionalOnBooleanProperty("bootcluster.worker.response-header")
		static WebServerFactoryCustomizer<TomcatWebServerFactory> bootclusterWorkerField(Worker worker) {
			return (factory) -> factory.addEngineValves(new WorkerFieldValve(worker));
		}

		@Bean
		static ListeningReport.ServerAddress bootclusterTomcatAddress() {
			return Main::addressOf;
		}

		private static Optional<ListenerAddress> addressOf(WebServer server) {
			return (server instanceof TomcatWebServer tomcat
					&& tomcat.getTomcat().getConnector().getProtocolHandler() instanceof PrivateProtocol protocol)
							? Optional.of(protocol.privateAddress()) : Optional.empty();
		}

	}

	/**
	 * The listener for the actuator, where it has a port of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, TomcatWebServerFactory.class })
	static class Management {

		@Bean
		static TomcatListenerCustomizer bootclusterTomcatManagementListener(Worker worker, Environment environment,
				ObjectProvider<HealthEndpoint> endpoint, ObjectProvider<HealthEndpointGroups> groups,
				ObjectProvider<ApplicationAvailability> availability) {
			Assignment assignment = worker.assignment();
			ListenerAddress address = assignment.management()
				.orElseThrow(() -> new IllegalStateException("The primary provides no management port"));
			return new TomcatListenerCustomizer(new PrivateListener(address, assignment.publicSide().managementPort(),
					worker.secret(), addedFields(environment)), List.of(), health(endpoint, groups, availability));
		}

	}

}
