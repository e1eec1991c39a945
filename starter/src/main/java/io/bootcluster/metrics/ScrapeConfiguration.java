package io.bootcluster.metrics;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.NodeSeat;
import io.bootcluster.Siblings;
import io.bootcluster.metrics.NodeScrape.Self;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has the application's endpoint for Prometheus, where it has one, answer for the whole
 * node. When that is there, and for whom, stays what the application says.
 */
@Configuration(proxyBeanMethods = false)
public class ScrapeConfiguration {

	private static final Log logger = LogFactory.getLog(ScrapeConfiguration.class);

	private static final String PUSH = "management.prometheus.metrics.export.pushgateway.enabled";

	@Bean
	static BeanPostProcessor bootclusterNodeScrape(BeanFactory beans) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof PrometheusScrapeEndpoint own && !(bean instanceof NodeScrapeEndpoint))
						? new NodeScrapeEndpoint(own, scrape(beans)) : bean;
			}

		};
	}

	private static NodeScrape scrape(BeanFactory beans) {
		return new NodeScrape(Self.of(beans.getBean(NodeSeat.class), beans.getBean(ClusterMember.class)),
				beans.getBean(ClusterOperations.class), beans.getBean(Siblings.class));
	}

	@Bean
	static ScrapeQuestion bootclusterScrapeQuestion(ObjectProvider<PrometheusScrapeEndpoint> endpoint) {
		return new ScrapeQuestion(endpoint);
	}

	/**
	 * Told by one worker of the node.
	 */
	@Bean
	@ConditionalOnBooleanProperty(PUSH)
	static SmartInitializingSingleton bootclusterPushWarning(ClusterMember member) {
		return () -> {
			if (member.slot() == 1) {
				logger.warn("All workers push to Prometheus' push gateway under one key, each over the others' values:"
						+ " set " + PUSH + "=false and let Prometheus scrape the node");
			}
		};
	}

}
