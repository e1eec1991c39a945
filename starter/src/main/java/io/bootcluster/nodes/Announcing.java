package io.bootcluster.nodes;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.bootcluster.NodeSeat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Has this node announced for as long as the application runs. Owns one thread, so that
 * nobody waits for Redis who has anything else to do.
 */
final class Announcing implements NodeSeat.Listener, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Announcing.class);

	private static final long LAST_WORDS_MILLIS = 2000;

	private final NodeSpeaker speaker;

	private final NodeSeat seat;

	private final HeldLease lease;

	private final Semaphore changes = new Semaphore(0);

	private final Thread thread = new Thread(this::run, "bootcluster-nodes");

	private volatile boolean running;

	Announcing(NodeSpeaker speaker, NodeSeat seat, HeldLease lease) {
		this.speaker = speaker;
		this.seat = seat;
		this.lease = lease;
		this.thread.setDaemon(true);
	}

	@Override
	public void start() {
		this.running = true;
		this.seat.leadWith(this.lease);
		this.seat.tell(this);
		this.thread.start();
	}

	@Override
	public void seated(boolean taken) {
		this.lease.forget();
		this.changes.release();
	}

	@Override
	public void viewed() {
		this.changes.release();
	}

	private void run() {
		try {
			while (this.running) {
				if (this.changes.tryAcquire(turn(), TimeUnit.NANOSECONDS)) {
					this.changes.drainPermits();
				}
			}
		}
		catch (InterruptedException ex) {
			// Stopped.
		}
		this.speaker.end();
	}

	/**
	 * A turn that fails must not be the last.
	 */
	private long turn() {
		try {
			return this.speaker.turn();
		}
		catch (RuntimeException ex) {
			logger.warn("This node could not be announced; it is tried again", ex);
			return TimeUnit.SECONDS.toNanos(1);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.changes.release();
		try {
			this.thread.join(LAST_WORDS_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Among the first to start and the last to stop, for as long as requests are served.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

}
