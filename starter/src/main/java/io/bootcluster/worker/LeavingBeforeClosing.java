package io.bootcluster.worker;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Holds the closing of the context until the worker has no request left: as the first
 * that hears of it, because others refuse tasks from that moment on, and again as the
 * first that stops, should events be delivered late.
 */
final class LeavingBeforeClosing implements ApplicationListener<ContextClosedEvent>, SmartLifecycle, Ordered {

	private final ApplicationContext context;

	private final Departure departure;

	private volatile boolean running;

	LeavingBeforeClosing(ApplicationContext context, Departure departure) {
		this.context = context;
		this.departure = departure;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.departure.leave();
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.departure.started();
	}

	@Override
	public void stop() {
		this.departure.leave();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
