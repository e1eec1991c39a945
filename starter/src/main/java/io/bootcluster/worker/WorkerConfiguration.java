package io.bootcluster.worker;

import java.util.Optional;

import io.bootcluster.Leadership;
import io.bootcluster.NodeSeat;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The worker's rooms inside the application: present only where the door has introduced a
 * worker. Front door of this package.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(Worker.class)
@ConditionalOnClass(ConfigurableWebServerFactory.class)
@Import({ TomcatWorkerConfiguration.Main.class, DividedPoolsConfiguration.OfHikari.class,
		DividedPoolsConfiguration.OfTomcat.class })
public class WorkerConfiguration {

	@Bean
	static SupportedServerCheck bootclusterSupportedServerCheck() {
		return new SupportedServerCheck();
	}

	@Bean
	static LeavingBeforeClosing bootclusterLeavingBeforeClosing(ApplicationContext context, Worker worker) {
		return new LeavingBeforeClosing(context, worker.departure());
	}

	@Bean
	static Leadership bootclusterLeadership(Worker worker) {
		return worker.leadership();
	}

	@Bean
	static NodeSeat bootclusterNodeSeat(Worker worker) {
		return worker.seat();
	}

	@Bean
	static LeadershipNews bootclusterLeadershipNews(ApplicationContext context, Worker worker) {
		return new LeadershipNews(worker.leadership(), context);
	}

	@Bean
	static ListeningReport bootclusterListeningReport(Worker worker,
			ObjectProvider<ListeningReport.ServerAddress> addresses) {
		return new ListeningReport(worker, addresses.getIfAvailable(() -> (server) -> Optional.empty()));
	}

	@Bean
	static ReadinessReport bootclusterReadinessReport(Worker worker, ListeningReport listening) {
		return new ReadinessReport(worker, listening);
	}

}
