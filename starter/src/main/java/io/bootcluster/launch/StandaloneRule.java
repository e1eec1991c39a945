package io.bootcluster.launch;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.springframework.boot.WebApplicationType;

/**
 * The reasons not to be a cluster, the first that applies being the one that is told.
 * Tests are recognised by who calls; what a build does to an application by Spring's own
 * switches.
 *
 * @param reason why not, the rest of a sentence
 * @param predicate whether it applies
 */
record StandaloneRule(String reason, Predicate<Facts> predicate) {

	static final List<StandaloneRule> ALL = List.of(
			new StandaloneRule("bootcluster.enabled is false", (facts) -> !facts.enabled().orElse(true)),
			new StandaloneRule("this is a native image, which has no JVM to start workers with",
					(facts) -> facts.jvm().nativeImage()),
			new StandaloneRule("a test runs it",
					(facts) -> facts.jvm().isCalledBy("org.junit.") || facts.jvm().isCalledBy("junit.framework.")
							|| facts.jvm().isCalledBy("org.testng.")
							|| facts.jvm().isCalledBy("org.springframework.boot.test.context.")
							|| facts.jvm().isCalledBy("org.springframework.test.context.")),
			new StandaloneRule("its code is being generated (spring.aot.processing)",
					(facts) -> facts.jvm().flags().contains("spring.aot.processing")
							|| facts.jvm().isCalledBy("org.springframework.boot.SpringApplicationAotProcessor")),
			new StandaloneRule("it is told to exit (spring.context.exit)",
					(facts) -> facts.jvm().flags().contains("spring.context.exit")),
			new StandaloneRule("a checkpoint is made of it (spring.context.checkpoint)",
					(facts) -> facts.jvm().flags().contains("spring.context.checkpoint")),
			new StandaloneRule("devtools restarts it",
					(facts) -> facts.jvm().isCalledBy("org.springframework.boot.devtools.restart.RestartLauncher")),
			new StandaloneRule("a servlet container runs it",
					(facts) -> facts.jvm()
						.isCalledBy("org.springframework.boot.web.servlet.support.SpringBootServletInitializer")),
			new StandaloneRule("it is started by SpringApplication.from(..)",
					(facts) -> facts.jvm().isCalledBy("org.springframework.boot.SpringApplication$Augmented")),
			new StandaloneRule("it is not the first application in this JVM", Facts::earlierContext),
			new StandaloneRule("it is no web application",
					(facts) -> facts.application().webType() == WebApplicationType.NONE),
			new StandaloneRule("server.port is -1", (facts) -> facts.application().port().orElse(0) == -1),
			new StandaloneRule("a debugger listens (set bootcluster.enabled=true to run a cluster anyway)",
					(facts) -> !facts.isExplicit()
							&& facts.jvm().arguments().stream().anyMatch(StandaloneRule::isDebugger)),
			new StandaloneRule("this is Windows (set bootcluster.enabled=true to run a cluster anyway)",
					(facts) -> !facts.isExplicit()
							&& facts.jvm().system().toLowerCase(Locale.ROOT).startsWith("windows")));

	boolean applies(Facts facts) {
		return this.predicate.test(facts);
	}

	private static boolean isDebugger(String argument) {
		return argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp") || argument.equals("-Xdebug");
	}

}
