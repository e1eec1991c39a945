package io.bootcluster.leader.app;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.bootcluster.EveryWorker;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Schedules in every way there is, and counts.
 */
@Configuration
@EnableScheduling
@AutoConfigurationPackage
public class ScheduledApplication implements SchedulingConfigurer {

	/**
	 * How often each ran.
	 */
	public static final Map<String, Integer> RUNS = new ConcurrentHashMap<>();

	static void count(String name) {
		RUNS.merge(name, 1, Integer::sum);
	}

	@Scheduled(fixedRate = 20)
	@Scheduled(fixedRate = 30)
	void fixedRate() {
		count("fixedRate");
	}

	@Scheduled(fixedDelay = 20, initialDelay = 5)
	void fixedDelay() {
		count("fixedDelay");
	}

	@Scheduled(cron = "* * * * * *")
	void cron() {
		count("cron");
	}

	@Scheduled(initialDelay = 10)
	void once() {
		count("once");
	}

	@EveryWorker
	@Scheduled(fixedRate = 20)
	void everywhere() {
		count("everywhere");
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		registrar.addFixedRateTask(() -> count("configured"), Duration.ofMillis(20));
	}

	@Bean
	AllEverywhere allEverywhere() {
		return new AllEverywhere();
	}

	/**
	 * Says for all of its methods where they run.
	 */
	@EveryWorker
	static class AllEverywhere {

		@Scheduled(fixedRate = 20)
		void ofType() {
			count("ofType");
		}

	}

}
