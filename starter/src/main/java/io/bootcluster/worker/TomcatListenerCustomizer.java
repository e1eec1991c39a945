package io.bootcluster.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Moves a worker's Tomcat behind its private listener, its only connector: address, TLS
 * and HTTP/2 of the application's settings describe the public side, which the primary
 * provides. Last of all customizers.
 */
final class TomcatListenerCustomizer implements WebServerFactoryCustomizer<TomcatWebServerFactory>, Ordered {

	private static final Log logger = LogFactory.getLog(TomcatListenerCustomizer.class);

	private static final String MDC = "org.slf4j.MDC";

	private final PrivateListener listener;

	private final List<Valve> first;

	private final HealthGroups health;

	/**
	 * Create a customizer.
	 * @param listener where to listen
	 * @param first valves ahead of all others
	 * @param health answers probes
	 */
	TomcatListenerCustomizer(PrivateListener listener, List<Valve> first, HealthGroups health) {
		this.listener = listener;
		this.first = List.copyOf(first);
		this.health = health;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(TomcatWebServerFactory factory) {
		removeStaleSocket();
		boolean certificates = isClientAuth(factory.getSsl());
		factory.setSsl(null);
		factory.setHttp2(null);
		factory.setAddress(this.listener.address().isUnix() ? null : InetAddress.getLoopbackAddress());
		factory.setProtocol(PrivateProtocol.class.getName());
		factory.addConnectorCustomizers((connector) -> customize(connector, certificates));
		removeOtherConnectors(factory);
		List<Valve> valves = new ArrayList<>(this.first);
		valves.add(new ClientFactsValve(this.listener));
		valves.add(new ProbeValve(this.health));
		if (ClassUtils.isPresent(MDC, getClass().getClassLoader())) {
			valves.add(new RequestIdValve());
		}
		valves.addAll(factory.getEngineValves());
		factory.setEngineValves(valves);
	}

	private static boolean isClientAuth(@Nullable Ssl ssl) {
		return ssl != null && ssl.getClientAuth() != null && ssl.getClientAuth() != Ssl.ClientAuth.NONE;
	}

	private void customize(Connector connector, boolean certificates) {
		if (connector.getProtocolHandler() instanceof PrivateProtocol protocol) {
			protocol.listenOn(this.listener, certificates);
		}
	}

	private void removeOtherConnectors(TomcatWebServerFactory factory) {
		for (Connector connector : factory.getAdditionalConnectors()) {
			logger.warn("Not opening the application's additional Tomcat connector on port " + connector.getPort()
					+ ": each worker would need a port of its own");
		}
		factory.setAdditionalConnectors(List.of());
	}

	private void removeStaleSocket() {
		if (this.listener.address().isUnix()) {
			try {
				Files.deleteIfExists(this.listener.address().path());
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Cannot remove the stale socket " + this.listener.address().path(), ex);
			}
		}
	}

}
