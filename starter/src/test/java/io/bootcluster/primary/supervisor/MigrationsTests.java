package io.bootcluster.primary.supervisor;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for which lives are told to migrate the database.
 */
class MigrationsTests {

	@Test
	void migrateWhenTheFirstLifeOfAReleaseIsToldSoAndNoOther() {
		Stage stage = Stage.serving(3);
		stage.die("2.1", 137);
		assertThat(migrating(stage)).containsExactly("1.1");
	}

	@Test
	void migrateWhenARolloutBeginsIsForItsFirstLife() {
		Stage stage = Stage.serving(2);
		stage.reload("new");
		stage.serve("1.2");
		stage.finish("1.1");
		stage.die("1.1", 0);
		stage.serve("2.2");
		assertThat(stage.alive()).contains("1.2", "2.2");
		assertThat(migrating(stage)).containsExactly("1.1", "1.2");
	}

	@Test
	void migrateWhenTheFirstLifeFailsIsForTheNextFirst() {
		Stage stage = Stage.serving(2);
		stage.reload("new");
		stage.die("1.2", 1);
		assertThat(stage.alive()).containsExactly("1.1", "2.1");
		stage.reload("new");
		assertThat(migrating(stage)).containsExactly("1.1", "1.2", "1.3");
	}

	@Test
	void migrateWhenARolledOutReleaseReturnsIsForNobody() {
		Stage stage = Stage.serving(1);
		stage.reload("new");
		stage.serve("1.2");
		stage.finish("1.1");
		stage.die("1.1", 0);
		stage.reload("old");
		assertThat(stage.alive()).contains("1.3");
		assertThat(migrating(stage)).containsExactly("1.1", "1.2");
	}

	@Test
	void startWhenTheFirstOfAReleaseMigratesWaitsForIt() {
		Stage stage = Stage.serving(3);
		stage.reload("new");
		stage.die("1.1", 137);
		stage.die("2.1", 137);
		stage.die("3.1", 137);
		assertThat(stage.alive()).containsExactly("1.2", "2.2");
		assertThat(stage.process("2.2").release).isEqualTo("old");
		stage.listen("1.2");
		assertThat(stage.alive()).containsExactly("1.2", "2.2", "3.2");
		assertThat(migrating(stage)).containsExactly("1.1", "1.2");
	}

	private static List<String> migrating(Stage stage) {
		return stage.parts.keySet()
			.stream()
			.sorted()
			.filter((worker) -> stage.parts.get(worker).migrates())
			.map((worker) -> worker.slot() + "." + worker.generation())
			.toList();
	}

}
