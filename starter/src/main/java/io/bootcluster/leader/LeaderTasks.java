package io.bootcluster.leader;

import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.bootcluster.Leadership;
import io.bootcluster.LeadershipChanged;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.scheduling.TaskScheduler;

/**
 * All tasks that run in the leader only. When this worker becomes the leader, they make
 * up for what was missed, on the application's own scheduler. Safe from any thread.
 */
final class LeaderTasks implements ApplicationListener<PayloadApplicationEvent<LeadershipChanged>> {

	private final Leadership leadership;

	private final String release;

	private final InstantSource clock;

	private final Map<String, Integer> names = new HashMap<>();

	// A task lives as long as something schedules it.
	private final Set<LeaderTask> tasks = Collections.newSetFromMap(new WeakHashMap<>());

	private volatile @Nullable TaskScheduler scheduler;

	/**
	 * Create an empty set.
	 * @param leadership whether this worker leads
	 * @param release what a task of one run runs once for
	 * @param clock the time of day
	 */
	LeaderTasks(Leadership leadership, String release, InstantSource clock) {
		this.leadership = leadership;
		this.release = release;
		this.clock = clock;
	}

	/**
	 * Wrap a task that is to run in the leader only.
	 * @param method name of its method; several tasks of one are numbered
	 * @param task the task
	 * @param timing when it is due
	 * @return the task to schedule in its place
	 */
	LeaderTask add(String method, Runnable task, Timing timing) {
		String once = (timing instanceof Timing.Once) ? method + " of release " + this.release : method;
		synchronized (this.tasks) {
			int count = this.names.merge(once, 1, Integer::sum);
			String name = (count == 1) ? once : once + "#" + count;
			LeaderTask added = new LeaderTask(name, task, timing, this.leadership, this.clock);
			this.tasks.add(added);
			return added;
		}
	}

	InstantSource clock() {
		return this.clock;
	}

	void scheduledBy(TaskScheduler scheduler) {
		this.scheduler = scheduler;
		if (this.leadership.isLeader()) {
			makeUp(scheduler);
		}
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<LeadershipChanged> event) {
		@Nullable TaskScheduler scheduler = this.scheduler;
		if (event.getPayload().leader() && scheduler != null) {
			makeUp(scheduler);
		}
	}

	private void makeUp(TaskScheduler scheduler) {
		List<LeaderTask> all;
		synchronized (this.tasks) {
			all = List.copyOf(this.tasks);
		}
		all.forEach((task) -> {
			var unused = scheduler.schedule(task.makingUp(), this.clock.instant());
		});
	}

}
