package io.bootcluster.leader;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.OneTimeTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Registers tasks as Spring does, those being wrapped that run in the leader only: what
 * is registered within {@link #leaderOnly}. Safe from any thread.
 */
final class LeaderTaskRegistrar extends ScheduledTaskRegistrar {

	private final LeaderTasks tasks;

	private final ThreadLocal<@Nullable String> method = new ThreadLocal<>();

	LeaderTaskRegistrar(LeaderTasks tasks) {
		this.tasks = tasks;
	}

	/**
	 * Have the tasks that are registered meanwhile run in the leader only.
	 * @param method name of their method
	 * @param registration registers them
	 */
	void leaderOnly(String method, Runnable registration) {
		this.method.set(method);
		try {
			registration.run();
		}
		finally {
			this.method.remove();
		}
	}

	@Override
	protected void scheduleTasks() {
		super.scheduleTasks();
		@Nullable TaskScheduler scheduler = getScheduler();
		if (scheduler != null) {
			this.tasks.scheduledBy(scheduler);
		}
	}

	@Override
	public @Nullable ScheduledTask scheduleCronTask(CronTask task) {
		@Nullable String method = this.method.get();
		if (method == null || !(task.getTrigger() instanceof CronTrigger trigger)) {
			return super.scheduleCronTask(task);
		}
		Timing timing = new Timing.Cron(trigger, this.tasks.clock().instant());
		return super.scheduleCronTask(new CronTask(this.tasks.add(method, task.getRunnable(), timing), trigger));
	}

	@Override
	public @Nullable ScheduledTask scheduleFixedRateTask(FixedRateTask task) {
		Duration interval = task.getIntervalDuration();
		@Nullable String method = this.method.get();
		return super.scheduleFixedRateTask((method == null) ? task
				: new FixedRateTask(this.tasks.add(method, task.getRunnable(), new Timing.Interval(interval)), interval,
						task.getInitialDelayDuration()));
	}

	@Override
	public @Nullable ScheduledTask scheduleFixedDelayTask(FixedDelayTask task) {
		Duration interval = task.getIntervalDuration();
		@Nullable String method = this.method.get();
		return super.scheduleFixedDelayTask((method == null) ? task
				: new FixedDelayTask(this.tasks.add(method, task.getRunnable(), new Timing.Interval(interval)),
						interval, task.getInitialDelayDuration()));
	}

	@Override
	public @Nullable ScheduledTask scheduleOneTimeTask(OneTimeTask task) {
		@Nullable String method = this.method.get();
		return super.scheduleOneTimeTask((method == null) ? task : new OneTimeTask(
				this.tasks.add(method, task.getRunnable(), new Timing.Once()), task.getInitialDelayDuration()));
	}

}
