package io.bootcluster.leader;

import javax.sql.DataSource;

import io.bootcluster.Leadership;
import io.bootcluster.TrainingRun;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link MigrationsOnce}.
 */
class MigrationsOnceTests {

	private static final FlywayMigrationStrategy STRATEGY = Mockito.mock();

	private final FakeLeadership leadership = new FakeLeadership();

	private final ApplicationContextRunner standalone = new ApplicationContextRunner()
		.withUserConfiguration(MigrationsOnce.class, Migrating.class);

	private final ApplicationContextRunner worker = this.standalone.withBean(Leadership.class, () -> this.leadership);

	@Test
	void migrateWhenTheFirstWorkerFollowsTheApplicationsStrategy() {
		this.leadership.first = true;
		assertMigrates(this.worker, true);
	}

	@Test
	void migrateWhenAnotherWorkerDoesNothing() {
		assertMigrates(this.worker, false);
	}

	@Test
	void migrateWhenAllAreToFollowsTheApplicationsStrategy() {
		assertMigrates(this.worker.withPropertyValues("bootcluster.release.migrations=all"), true);
	}

	@Test
	void migrateWhenStandaloneFollowsTheApplicationsStrategy() {
		assertMigrates(this.standalone, true);
	}

	@Test
	void migrateWhenOnlyTrainingDoesNothing() {
		assertMigrates(this.standalone.withSystemProperties(TrainingRun.PROPERTY + "=true"), false);
	}

	private static void assertMigrates(ApplicationContextRunner application, boolean expected) {
		Mockito.reset(STRATEGY);
		application.run((context) -> {
			assertThat(context).hasNotFailed();
			then(STRATEGY).should(Mockito.times(expected ? 1 : 0)).migrate(Mockito.any());
			then(context.getBean(SpringLiquibase.class)).should(Mockito.times(expected ? 0 : 1)).setShouldRun(false);
		});
	}

	/**
	 * An application that migrates in both ways.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Migrating {

		@Bean
		DataSource database() {
			JdbcDataSource database = new JdbcDataSource();
			database.setUrl("jdbc:h2:mem:migrations");
			return database;
		}

		@Bean
		FlywayMigrationInitializer migration(DataSource database) {
			return new FlywayMigrationInitializer(Flyway.configure().dataSource(database).load(), STRATEGY);
		}

		@Bean
		SpringLiquibase liquibase() {
			return Mockito.mock();
		}

	}

}
