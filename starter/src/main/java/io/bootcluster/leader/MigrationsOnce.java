package io.bootcluster.leader;

import java.util.Locale;

import io.bootcluster.Leadership;
import io.bootcluster.TrainingRun;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Has a database migrated by the first worker of a release and by no other, nor by a run
 * that only trains. Where there is no cluster, nothing changes.
 */
@Configuration(proxyBeanMethods = false)
public class MigrationsOnce {

	private static boolean isLeftOut(ObjectProvider<Leadership> leadership, Environment environment) {
		if (TrainingRun.isThisJvm()) {
			return true;
		}
		String who = environment.getProperty("bootcluster.release.migrations", "once").toLowerCase(Locale.ROOT);
		Leadership worker = leadership.getIfAvailable();
		return worker != null && !worker.isFirst() && who.equals("once");
	}

	/**
	 * Leaves out Flyway's migration.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayMigrationInitializer.class })
	static class OfFlyway {

		@Bean
		static LeftOutMigrations.OfFlyway bootclusterFlywayMigrations(ObjectProvider<Leadership> leadership,
				Environment environment) {
			return new LeftOutMigrations.OfFlyway(() -> isLeftOut(leadership, environment));
		}

	}

	/**
	 * Leaves out Liquibase's migration.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SpringLiquibase.class)
	static class OfLiquibase {

		@Bean
		static LeftOutMigrations.OfLiquibase bootclusterLiquibaseMigrations(ObjectProvider<Leadership> leadership,
				Environment environment) {
			return new LeftOutMigrations.OfLiquibase(() -> isLeftOut(leadership, environment));
		}

	}

}
