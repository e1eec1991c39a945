package io.bootcluster.worker;

import io.bootcluster.PoolShare;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.AbstractProtocol;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Gives the server this worker's share of request threads, after the application's
 * settings have sized them. Virtual threads are not shared out.
 *
 * @param share what this worker gets
 */
record DividedTomcat(PoolShare share) implements WebServerFactoryCustomizer<TomcatWebServerFactory>, Ordered {

	private static final Log logger = LogFactory.getLog(DividedTomcat.class);

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(TomcatWebServerFactory factory) {
		factory.addConnectorCustomizers(this::divide);
	}

	private void divide(Connector connector) {
		if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol && protocol.getExecutor() == null) {
			int whole = protocol.getMaxThreads();
			int most = this.share.ofThreads(whole);
			protocol.setMinSpareThreads(Math.min(most, protocol.getMinSpareThreads()));
			protocol.setMaxThreads(most);
			logger.info("Request threads: " + most + " instead of " + whole + ", " + most * this.share.workers()
					+ " in all " + this.share.workers() + " workers");
		}
	}

}
