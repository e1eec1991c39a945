package io.bootcluster.worker;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The same for the context of a management port of its own, which ignores the main
 * context's customizers. Not the {@link WorkerConfiguration}, which reports and obeys for
 * the whole worker.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(Worker.class)
@Import(TomcatWorkerConfiguration.Management.class)
public class ManagementWorkerConfiguration {

	@Bean
	static SupportedServerCheck bootclusterSupportedServerCheck() {
		return new SupportedServerCheck();
	}

}
