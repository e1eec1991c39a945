package io.bootcluster.leader;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.bootcluster.Leadership;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A scheduled task that every worker's scheduler begins and only the leader's runs. Who
 * becomes the leader makes up for what nobody began while there was none, and repeats
 * nothing that an earlier leader began; with several nodes, a worker may become it again.
 * Safe from any thread.
 */
final class LeaderTask implements SchedulingAwareRunnable {

	private static final Log logger = LogFactory.getLog(LeaderTask.class);

	private static final int MOST_SKIPPED = 1000;

	private static final long NO_TERM = -1;

	private final String name;

	private final Runnable task;

	private final Timing timing;

	private final Leadership leadership;

	private final InstantSource clock;

	private final ReentrantLock lock = new ReentrantLock();

	private final List<Instant> skipped = new ArrayList<>();

	private long takenOver = NO_TERM;

	/**
	 * When the run was due that an earlier leader began last, or this one to make up.
	 */
	private @Nullable Instant latest;

	LeaderTask(String name, Runnable task, Timing timing, Leadership leadership, InstantSource clock) {
		this.name = name;
		this.task = task;
		this.timing = timing;
		this.leadership = leadership;
		this.clock = clock;
	}

	@Override
	public void run() {
		Instant due = this.timing.due(this.clock.instant());
		if (mayBegin(due)) {
			begin(due);
		}
	}

	/**
	 * Nobody skips a run while another one is making up.
	 */
	private boolean mayBegin(Instant due) {
		this.lock.lock();
		try {
			if (!this.leadership.isLeader()) {
				skip(due);
				return false;
			}
			takeOver();
			return this.latest == null || !this.timing.isRepeated(due, this.latest);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void skip(Instant due) {
		if (this.skipped.size() == MOST_SKIPPED) {
			this.skipped.remove(0);
		}
		this.skipped.add(due);
	}

	/**
	 * Return what makes up for what was missed, if this worker leads and has not done so.
	 * @return a task for the scheduler of this one
	 */
	SchedulingAwareRunnable makingUp() {
		return new MakingUp();
	}

	private void takeOver() {
		long term = this.leadership.term();
		if (this.takenOver == term) {
			return;
		}
		this.takenOver = term;
		Instant now = this.clock.instant();
		Optional<Instant> earlier = this.leadership.latest(this.name);
		this.latest = earlier.orElse(null);
		List<Instant> missed = this.timing.missed(List.copyOf(this.skipped), earlier, now);
		this.skipped.clear();
		if (!missed.isEmpty()) {
			Instant due = missed.get(missed.size() - 1);
			logger.warn(this.name + " was due " + missed + " while no worker led; it runs once for that, "
					+ Duration.between(due, now).toMillis() + " ms late");
			this.latest = (this.timing instanceof Timing.Interval) ? now : due;
			begin(this.latest);
		}
	}

	private void begin(Instant due) {
		boolean remembered = this.timing.isRemembered();
		if (remembered ? !this.leadership.begin(this.name, due) : !this.leadership.isLeader()) {
			return;
		}
		if (logger.isDebugEnabled()) {
			logger.debug(this.name + " begins, due " + due);
		}
		try {
			this.task.run();
		}
		finally {
			if (remembered) {
				this.leadership.end(this.name);
			}
		}
	}

	@Override
	public boolean isLongLived() {
		return this.task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
	}

	@Override
	public @Nullable String getQualifier() {
		return (this.task instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
	}

	@Override
	public String toString() {
		return this.task.toString();
	}

	/**
	 * What is missed is made up for where the task itself would run.
	 */
	private final class MakingUp implements SchedulingAwareRunnable {

		@Override
		public void run() {
			LeaderTask.this.lock.lock();
			try {
				if (LeaderTask.this.leadership.isLeader()) {
					takeOver();
				}
			}
			finally {
				LeaderTask.this.lock.unlock();
			}
		}

		@Override
		public @Nullable String getQualifier() {
			return LeaderTask.this.getQualifier();
		}

	}

}
