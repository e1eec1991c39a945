package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.migrating.MigratingApplication;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A release migrates its database once, and one that cannot is withdrawn before any
 * worker that serves is touched.
 */
class MigrationTests {

	private static final Duration BOUND = Duration.ofSeconds(180);

	private static final String MIGRATES = "Migrating schema .* to version";

	@TempDir
	private Path directory;

	private Server server;

	private String url;

	@BeforeEach
	void startDatabase() throws SQLException {
		this.server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", this.directory.toString())
			.start();
		this.url = "jdbc:h2:tcp://localhost:" + this.server.getPort() + "/./data";
	}

	@AfterEach
	void stopDatabase() {
		this.server.stop();
	}

	@Test
	void releaseWhoseMigrationFailsIsWithdrawnUnnoticedAndTheNextOneMigratesOnce() throws IOException {
		write("V1__account.sql",
				"create table account (id int primary key, name varchar(20)); insert into account values (1, 'Ada');");
		try (Cluster cluster = launch().serving(); Load load = Load.begin(cluster.port(), Request.get("/owner"), 100)) {
			assertOnlyTheFirstWorkerMigrated(cluster);
			List<String> before = workers(cluster);
			write("V2__age.sql", "alter table acount add age int;");
			View.Passed broken = cluster.reload(BOUND);
			assertThat(broken.state()).as(broken.toString()).isEqualTo("withdrawn");
			assertThat(broken.reason()).contains("V2__age.sql", "\"ACOUNT\" not found");
			assertThat(workers(cluster)).as("nobody was touched").isEqualTo(before);
			// What an operator does where the database cannot take a change back.
			flyway().repair();
			// Not by altering the table: H2 hides it from readers meanwhile.
			write("V2__age.sql", "create table age (account int primary key, years int);");
			View.Passed mended = cluster.reload(BOUND);
			assertThat(mended.state()).as(mended.toString()).isEqualTo("done");
			assertThat(workers(cluster)).hasSize(2).doesNotContainAnyElementsOf(before);
			assertThat(cluster.output().matching("Successfully applied 1 migration")).hasSize(2);
			assertThat(flyway().info().applied()).extracting(MigrationInfo::getDescription)
				.containsExactly("account", "age");
			Tally tally = load.end();
			assertThat(tally.failures()).as(tally.toString()).isEmpty();
			assertThat(tally.good()).isPositive();
		}
	}

	private static void assertOnlyTheFirstWorkerMigrated(Cluster cluster) {
		assertThat(cluster.output().awaitMatching(MIGRATES)).singleElement().asString().contains("[worker-1.1]");
		assertThat(cluster.output().awaitMatching("No migration here")).singleElement()
			.asString()
			.contains("[worker-2.1]");
	}

	private Launch launch() {
		return Launch.classPathWithDatabase(MigratingApplication.class, this.directory.resolve("resources"))
			.workers(2)
			.with("--database.url=" + this.url, "--bootcluster.session.redis=off",
					"--management.endpoints.web.exposure.include=cluster");
	}

	private void write(String migration, String sql) throws IOException {
		Path migrations = this.directory.resolve("resources").resolve("db").resolve("migration");
		Files.writeString(Files.createDirectories(migrations).resolve(migration), sql);
	}

	private Flyway flyway() {
		return Flyway.configure().dataSource(this.url, "", "").load();
	}

	private static List<String> workers(Cluster cluster) throws IOException {
		return cluster.workers().stream().map((worker) -> worker + " " + worker.pid()).toList();
	}

}
