package io.bootcluster.primary.supervisor;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LastWords}.
 */
class LastWordsTests {

	@Test
	void ofWhenThereIsAFailureAnalysisIsItsTextOnOneLine() {
		String output = """
				2026-01-01 ERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter :\s

				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				Failed to bind properties under 'a.b':

				    Reason: not a number

				Action:

				Update your application's configuration

				""";
		assertThat(of(output)).isEqualTo("Failed to bind properties under 'a.b': Reason: not a number "
				+ "Action: Update your application's configuration");
	}

	@Test
	void ofWhenThereIsOnlyAnExceptionIsItsInnermostCause() {
		assertThat(of("""
				ERROR Application run failed
				org.springframework.beans.factory.BeanCreationException: outer
					at a.B.c(B.java:1)
				Caused by: java.lang.IllegalStateException: inner
					... 12 more
				""")).isEqualTo("Caused by: java.lang.IllegalStateException: inner");
	}

	@Test
	void ofWhenAMigrationFailedNamesItsScript() {
		assertThat(of("""
				ERROR Application run failed
				org.springframework.beans.factory.BeanCreationException: outer
					at a.B.c(B.java:1)
				Caused by: org.flywaydb.core.internal.exception.FlywayMigrateException: Failed V2__age.sql
				--------------------------
				SQL State  : 42S02
				Message    : no such table

					at a.B.c(B.java:1)
				Caused by: org.flywaydb.core.internal.exception.FlywaySqlException: again
					... 12 more
				Caused by: org.h2.jdbc.JdbcSQLSyntaxErrorException: no such table
					... 12 more
				""")).isEqualTo("Caused by: org.flywaydb.core.internal.exception.FlywayMigrateException: "
				+ "Failed V2__age.sql SQL State  : 42S02 Message    : no such table");
	}

	@Test
	void ofWhenAMessageHasManyLinesIsAllOfThem() {
		assertThat(of("""
				Caused by: java.lang.IllegalStateException: inner
				said more
					at a.B.c(B.java:1)
				""")).isEqualTo("Caused by: java.lang.IllegalStateException: inner said more");
	}

	@Test
	void ofWhenTheExceptionHasNoCauseIsTheExceptionItself() {
		assertThat(of("""
				ERROR Application run failed

				java.lang.IllegalStateException: no
					at a.B.c(B.java:1)
				""")).isEqualTo("java.lang.IllegalStateException: no");
	}

	@Test
	void ofWhenTheJvmItselfRefusesIsWhatItSays() {
		assertThat(of("Error: Invalid or corrupt jarfile app.jar\n"))
			.isEqualTo("Error: Invalid or corrupt jarfile app.jar");
	}

	@Test
	void ofWhenNothingWasSaidIsEmpty() {
		assertThat(of("INFO all is well\n")).isEmpty();
		assertThat(of("")).isEmpty();
	}

	@Test
	void ofWhenThereIsTooMuchIsCut() {
		assertThat(of("Caused by: \u001B[31m" + "x".repeat(5000))).hasSize(LastWords.LONGEST + 3).endsWith("x...");
	}

	private static String of(String output) {
		return LastWords.of(List.of(output.split("\n", -1)));
	}

}
