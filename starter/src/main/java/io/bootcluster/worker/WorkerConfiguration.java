package io.bootcluster.worker;

import java.util.Optional;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.Leadership;
import io.bootcluster.NodeSeat;
import io.bootcluster.Siblings;
import io.bootcluster.SiblingsProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

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
	static Siblings bootclusterSiblings(Worker worker, Environment environment) {
		SiblingsProperties settings = Binder.get(environment)
			.bindOrCreate(BootclusterProperties.PREFIX + ".siblings", SiblingsProperties.class);
		return new AskedSiblings(worker.id(), worker.told()::siblings, worker.askToken(), settings.timeout());
	}

	@Bean
	static LeadershipNews bootclusterLeadershipNews(ApplicationContext context, Worker worker) {
		return new LeadershipNews(worker.leadership(), context);
	}

	@Bean
	static EventNews bootclusterEventNews(ApplicationContext context, Worker worker) {
		return new EventNews(worker.told(), context);
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
