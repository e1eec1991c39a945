package io.bootcluster.leader;

import java.util.function.BooleanSupplier;

import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Takes from migrations what would make them run; everything that waits for them goes on
 * as if they had.
 */
final class LeftOutMigrations {

	private static final Log logger = LogFactory.getLog(LeftOutMigrations.class);

	private LeftOutMigrations() {
	}

	private static void tell(String beanName) {
		logger.info("No migration here (" + beanName + "): the first worker of this release has done it");
	}

	/**
	 * An initializer gets a strategy that does nothing, whatever strategy it had.
	 *
	 * @param leftOut whether no migration is to run
	 */
	record OfFlyway(BooleanSupplier leftOut) implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (!(bean instanceof FlywayMigrationInitializer) || !this.leftOut.getAsBoolean()) {
				return bean;
			}
			tell(beanName);
			return new FlywayMigrationInitializer(Flyway.configure().load(), (flyway) -> {
			});
		}

	}

	/**
	 * Liquibase can be told not to run.
	 *
	 * @param leftOut whether no migration is to run
	 */
	record OfLiquibase(BooleanSupplier leftOut) implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof SpringLiquibase one && this.leftOut.getAsBoolean()) {
				tell(beanName);
				one.setShouldRun(false);
			}
			else if (bean instanceof MultiTenantSpringLiquibase many && this.leftOut.getAsBoolean()) {
				tell(beanName);
				many.setShouldRun(false);
			}
			return bean;
		}

	}

}
