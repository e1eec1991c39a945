package io.bootcluster.worker;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.bootcluster.ClusterEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Publishes in the application's context what happens to the node. Owns one thread, since
 * listeners may take their time and the line's thread has none; of those that take too
 * much, the oldest events are kept from.
 */
final class EventNews implements ApplicationListener<ContextRefreshedEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(EventNews.class);

	private static final int WAITING = 1000;

	private final ExecutorService thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(WAITING), EventNews::daemon, new ThreadPoolExecutor.DiscardOldestPolicy());

	private final Told told;

	private final ApplicationEventPublisher publisher;

	EventNews(Told told, ApplicationEventPublisher publisher) {
		this.told = told;
		this.publisher = publisher;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.publisher) {
			this.told.listen((happened) -> this.thread.execute(() -> publish(happened)));
		}
	}

	private void publish(ClusterEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed for " + event.name(), ex);
		}
	}

	@Override
	public void destroy() {
		this.thread.shutdown();
	}

	private static Thread daemon(Runnable deed) {
		Thread thread = new Thread(deed, "bootcluster-events");
		thread.setDaemon(true);
		return thread;
	}

}
