package io.bootcluster.worker;

import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;

import io.bootcluster.LeadershipChanged;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Publishes in the application's context that this worker leads or does no longer. Owns
 * one thread, since listeners may take their time and the line's thread has none.
 */
final class LeadershipNews implements ApplicationListener<ContextRefreshedEvent>, DisposableBean {

	private final ExecutorService thread = Executors.newSingleThreadExecutor(LeadershipNews::daemon);

	private final WorkerLeadership leadership;

	private final ApplicationEventPublisher publisher;

	LeadershipNews(WorkerLeadership leadership, ApplicationEventPublisher publisher) {
		this.leadership = leadership;
		this.publisher = publisher;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.publisher) {
			this.leadership.tell((leader) -> this.thread.execute(() -> publish(leader)));
		}
	}

	private void publish(boolean leader) {
		this.publisher.publishEvent(new LeadershipChanged(leader));
	}

	@Override
	public void destroy() {
		this.leadership.tell((leader) -> {
		});
		this.thread.shutdown();
	}

	private static Thread daemon(Runnable deed) {
		Thread thread = new Thread(deed, "bootcluster-leadership");
		thread.setDaemon(true);
		return thread;
	}

}
