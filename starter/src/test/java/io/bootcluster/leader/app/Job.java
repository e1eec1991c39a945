package io.bootcluster.leader.app;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Is scheduled behind a proxy.
 */
public class Job implements Ticking {

	private final String name;

	// For proxies of the class.
	Job() {
		this("proxy");
	}

	public Job(String name) {
		this.name = name;
	}

	@Override
	@Scheduled(fixedRate = 20)
	public void tick() {
		ScheduledApplication.count(this.name);
	}

}
