package io.bootcluster.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.bootcluster.PoolShare;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where it is asked for, gives this worker its share of pools and not all of them.
 */
final class DividedPoolsConfiguration {

	private DividedPoolsConfiguration() {
	}

	private static PoolShare share(Worker worker) {
		return new PoolShare(Math.max(1, worker.assignment().part().workers()));
	}

	/**
	 * Connections.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("bootcluster.worker.divide-pools")
	@ConditionalOnClass(HikariDataSource.class)
	static class OfHikari {

		@Bean
		static DividedHikari bootclusterDividedHikari(Worker worker) {
			return new DividedHikari(share(worker));
		}

	}

	/**
	 * Request threads.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("bootcluster.worker.divide-pools")
	@ConditionalOnClass({ Tomcat.class, TomcatWebServerFactory.class })
	static class OfTomcat {

		@Bean
		static DividedTomcat bootclusterDividedTomcat(Worker worker) {
			return new DividedTomcat(share(worker));
		}

	}

}
