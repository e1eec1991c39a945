package io.bootcluster.leader;

import java.util.List;
import java.util.Map;

import io.bootcluster.ClusterMember;
import io.bootcluster.Leadership;
import io.bootcluster.LeadershipChanged;
import io.bootcluster.leader.app.Job;
import io.bootcluster.leader.app.ScheduledApplication;
import io.bootcluster.leader.app.Ticking;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where scheduled methods run.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeaderConfigurationTests {

	private static final Map<String, Integer> RUNS = ScheduledApplication.RUNS;

	private static final String[] OWN = { "fixedRate", "fixedDelay", "cron", "once" };

	private static final String[] EVERYWHERE = { "everywhere", "ofType", "configured" };

	private final FakeLeadership leadership = new FakeLeadership();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(LeaderConfiguration.class);

	private final ApplicationContextRunner worker = new ApplicationContextRunner()
		.withBean(Leadership.class, () -> this.leadership)
		.withBean(ClusterMember.class, LeaderConfigurationTests::member)
		.withUserConfiguration(LeaderConfiguration.class);

	@BeforeEach
	void forget() {
		RUNS.clear();
	}

	@Test
	void methodsWhenNotTheLeaderRunOnlyIfTheyBelongEverywhere() {
		this.worker.withUserConfiguration(ScheduledApplication.class).run((context) -> {
			Awaitility.await().until(() -> RUNS.keySet().containsAll(List.of(EVERYWHERE)));
			assertThat(RUNS).containsOnlyKeys(EVERYWHERE);
		});
	}

	@Test
	void methodsWhenThisWorkerBecomesTheLeaderRun() {
		this.worker.withUserConfiguration(ScheduledApplication.class).run((context) -> {
			Awaitility.await().until(() -> RUNS.containsKey("everywhere"));
			this.leadership.leader = true;
			context.publishEvent(new LeadershipChanged(true));
			Awaitility.await().until(() -> RUNS.keySet().containsAll(List.of(OWN)));
			assertThat(RUNS.get("once")).isOne();
		});
	}

	@Test
	void methodsWhenAllWorkersAreWantedRunHere() {
		this.worker.withUserConfiguration(ScheduledApplication.class)
			.withPropertyValues("bootcluster.leader.scheduled=all")
			.run((context) -> Awaitility.await().until(() -> RUNS.keySet().containsAll(List.of(OWN))));
	}

	@Test
	void methodsWhenStandaloneRunAsSpringSays() {
		this.application.withUserConfiguration(ScheduledApplication.class).run((context) -> {
			assertThat(context.getBean(ScheduledAnnotationBeanPostProcessor.class))
				.isNotInstanceOf(PlacedScheduling.class);
			Awaitility.await().until(() -> RUNS.keySet().containsAll(List.of(OWN)));
		});
	}

	@Test
	void methodsWhenTheBeanIsNotOfTheApplicationRunEverywhere() {
		this.worker.withUserConfiguration(ScheduledApplication.class, Library.class).run((context) -> {
			Awaitility.await().until(() -> RUNS.containsKey("library"));
			assertThat(RUNS).doesNotContainKey("fixedRate");
		});
	}

	@Test
	void methodsWhenBehindAProxyRunInTheLeader() {
		this.worker.withUserConfiguration(ScheduledApplication.class, Proxies.class).run((context) -> {
			Awaitility.await().until(() -> RUNS.containsKey("everywhere"));
			assertThat(RUNS).doesNotContainKeys("class proxy", "interface proxy");
			this.leadership.leader = true;
			Awaitility.await().until(() -> RUNS.containsKey("class proxy") && RUNS.containsKey("interface proxy"));
		});
	}

	@Test
	void contextWhenNothingIsScheduledHasNoScheduler() {
		this.worker.run((context) -> assertThat(context).doesNotHaveBean(ScheduledAnnotationBeanPostProcessor.class));
	}

	@Test
	void startWhenThisWorkerIsTheFirstTellsOfEachMethod(CapturedOutput output) {
		this.leadership.first = true;
		this.worker.withUserConfiguration(ScheduledApplication.class)
			.run((context) -> assertThat(output).contains("ScheduledApplication.cron runs in the leader")
				.contains("ScheduledApplication.everywhere runs in every worker"));
	}

	@Test
	void startWhenAnotherWorkerWasTheFirstTellsNothing(CapturedOutput output) {
		this.worker.withUserConfiguration(ScheduledApplication.class)
			.run((context) -> assertThat(output).doesNotContain("Scheduled: "));
	}

	private static ClusterMember member() {
		ClusterMember member = Mockito.mock();
		Mockito.when(member.release()).thenReturn("abc");
		return member;
	}

	/**
	 * A library that schedules.
	 */
	@Configuration
	@EnableScheduling
	static class Library {

		@Scheduled(fixedRate = 20)
		void tick() {
			RUNS.merge("library", 1, Integer::sum);
		}

	}

	/**
	 * Methods behind proxies.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Library.class)
	static class Proxies {

		@Bean
		Job byClass() {
			ProxyFactory factory = new ProxyFactory(new Job("class proxy"));
			factory.setProxyTargetClass(true);
			return (Job) factory.getProxy();
		}

		@Bean
		Ticking byInterface() {
			return (Ticking) new ProxyFactory(new Job("interface proxy")).getProxy();
		}

	}

}
