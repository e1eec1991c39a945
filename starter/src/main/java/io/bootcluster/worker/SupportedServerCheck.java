package io.bootcluster.worker;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Stops a worker whose web server would take the public port. Knows the supported server
 * by name, because it may not be there.
 */
final class SupportedServerCheck implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {

	private static final String TOMCAT = "org.springframework.boot.tomcat.TomcatWebServerFactory";

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		for (Class<?> type = factory.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().equals(TOMCAT)) {
				return;
			}
		}
		throw new UnsupportedServerException(factory.getClass());
	}

}
