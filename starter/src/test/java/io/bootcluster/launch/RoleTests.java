package io.bootcluster.launch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Role}: one for each row of the standalone table.
 */
class RoleTests {

	private static final Facts.Application WEB = new Facts.Application(WebApplicationType.SERVLET, Optional.empty());

	private static final Facts.Jvm JVM = new Facts.Jvm(List.of("-Xmx64m"), Set.of("com.example.App"), Set.of(), "Linux",
			false);

	@Test
	void ofWhenNothingSpeaksAgainstItIsPrimary() {
		assertThat(Role.of(facts(null, WEB, JVM))).isInstanceOf(Role.Primary.class);
	}

	@Test
	void ofWhenReactiveIsPrimary() {
		Facts.Application reactive = new Facts.Application(WebApplicationType.REACTIVE, Optional.of(0));
		assertThat(Role.of(facts(null, reactive, JVM))).isInstanceOf(Role.Primary.class);
	}

	@Test
	void ofWhenTheEnvironmentMarksAWorkerIsWorkerWhateverElseHolds() {
		Facts facts = new Facts(Optional.of(false), true, WEB, calledBy("org.junit.Test"), true);
		assertThat(Role.of(facts)).isInstanceOf(Role.Worker.class);
	}

	@Test
	void ofWhenDisabledIsStandalone() {
		assertStandalone(facts(false, WEB, JVM), "bootcluster.enabled is false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.junit.jupiter.engine.Test", "junit.framework.TestCase", "org.testng.TestNG",
			"org.springframework.boot.test.context.SpringBootContextLoader" })
	void ofWhenATestRunsItIsStandalone(String caller) {
		assertStandalone(facts(true, WEB, calledBy(caller)), "a test runs it");
	}

	@Test
	void ofWhenCodeIsGeneratedIsStandalone() {
		assertStandalone(facts(true, WEB, flagged("spring.aot.processing")), "spring.aot.processing");
	}

	@Test
	void ofWhenToldToExitIsStandalone() {
		assertStandalone(facts(true, WEB, flagged("spring.context.exit")), "spring.context.exit");
	}

	@Test
	void ofWhenACheckpointIsMadeIsStandalone() {
		assertStandalone(facts(true, WEB, flagged("spring.context.checkpoint")), "spring.context.checkpoint");
	}

	@Test
	void ofWhenDevtoolsRestartsItIsStandalone() {
		assertStandalone(facts(true, WEB, calledBy("org.springframework.boot.devtools.restart.RestartLauncher")),
				"devtools");
	}

	@Test
	void ofWhenThereIsNoWebIsStandalone() {
		assertStandalone(facts(true, new Facts.Application(WebApplicationType.NONE, Optional.empty()), JVM),
				"no web application");
	}

	@Test
	void ofWhenThePortIsOffIsStandalone() {
		assertStandalone(facts(true, new Facts.Application(WebApplicationType.SERVLET, Optional.of(-1)), JVM),
				"server.port is -1");
	}

	@Test
	void ofWhenAServletContainerRunsItIsStandalone() {
		assertStandalone(
				facts(true, WEB, calledBy("org.springframework.boot.web.servlet.support.SpringBootServletInitializer")),
				"servlet container");
	}

	@Test
	void ofWhenStartedFromAnotherMainIsStandalone() {
		assertStandalone(facts(true, WEB, calledBy("org.springframework.boot.SpringApplication$Augmented")),
				"SpringApplication.from");
	}

	@Test
	void ofWhenANativeImageIsStandalone() {
		assertStandalone(facts(true, WEB, new Facts.Jvm(List.of(), Set.of(), Set.of(), "Linux", true)), "native image");
	}

	@Test
	void ofWhenAnEarlierRunMadeAContextIsStandalone() {
		assertStandalone(new Facts(Optional.of(true), false, WEB, JVM, true), "not the first application");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-agentlib:jdwp=transport=dt_socket,server=y", "-Xrunjdwp:server=y", "-Xdebug" })
	void ofWhenADebuggerListensIsStandaloneUnlessExplicit(String argument) {
		Facts.Jvm jvm = new Facts.Jvm(List.of(argument), Set.of(), Set.of(), "Linux", false);
		assertStandalone(facts(null, WEB, jvm), "a debugger listens");
		assertThat(Role.of(facts(true, WEB, jvm))).isInstanceOf(Role.Primary.class);
	}

	@Test
	void ofWhenOnWindowsIsStandaloneUnlessExplicit() {
		Facts.Jvm jvm = new Facts.Jvm(List.of(), Set.of(), Set.of(), "Windows 11", false);
		assertStandalone(facts(null, WEB, jvm), "this is Windows");
		assertThat(Role.of(facts(true, WEB, jvm))).isInstanceOf(Role.Primary.class);
	}

	private static void assertStandalone(Facts facts, String reason) {
		assertThat(Role.of(facts)).isInstanceOfSatisfying(Role.Standalone.class,
				(role) -> assertThat(role.reason()).contains(reason));
	}

	private static Facts facts(Boolean enabled, Facts.Application application, Facts.Jvm jvm) {
		return new Facts(Optional.ofNullable(enabled), false, application, jvm, false);
	}

	private static Facts.Jvm calledBy(String caller) {
		return new Facts.Jvm(List.of(), Set.of("com.example.App", caller), Set.of(), "Linux", false);
	}

	private static Facts.Jvm flagged(String flag) {
		return new Facts.Jvm(List.of(), Set.of(), Set.of(flag), "Linux", false);
	}

}
