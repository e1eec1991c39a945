package io.bootcluster.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of rooms holds: who imports whom, what comes from outside, and no cycles.
 */
class RoomsTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(Room.BASE);

	@ParameterizedTest
	@EnumSource(Room.class)
	void roomImportsOnlyWhatTheTableAllows(Room room) {
		classes().that()
			.resideInAPackage(room.packageName())
			.should()
			.onlyDependOnClassesThat(describe("the room may import",
					(imported) -> room.allows(imported.getBaseComponentType().getFullName())
							|| imported.getBaseComponentType().isPrimitive()))
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void everyPackageIsARoomOfTheTable() {
		assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct()).isSubsetOf(Room.packageNames().toList());
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(Room.BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void supervisorAndDispatcherNeverMeet() {
		never("primary.supervisor", "primary.dispatch");
		never("primary.dispatch", "primary.supervisor");
	}

	@Test
	void workerAndPrimaryNeverMeet() {
		never("worker", "primary");
		never("primary", "worker");
	}

	@Test
	void nobodyImportsTheDoorOrTheWiring() {
		noClasses().that()
			.resideOutsideOfPackages(Room.BASE + ".launch..", Room.BASE + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(Room.BASE + ".launch..", Room.BASE + ".autoconfigure..")
			.check(CLASSES);
	}

	private void never(String from, String to) {
		noClasses().that()
			.resideInAPackage(Room.BASE + "." + from + "..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(Room.BASE + "." + to + "..")
			.allowEmptyShould(true)
			.check(CLASSES);
	}

}
