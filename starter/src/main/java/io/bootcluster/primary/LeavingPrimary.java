package io.bootcluster.primary;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.bootcluster.control.Inheritance;
import io.bootcluster.primary.supervisor.Supervisor;
import io.bootcluster.primary.upgrade.Incumbent;

/**
 * This primary as one that another is to replace. Safe from any thread.
 */
final class LeavingPrimary implements Incumbent {

	private final Foundation ground;

	private final Supervisor supervisor;

	private final AtomicInteger upgrades;

	LeavingPrimary(Foundation ground, Supervisor supervisor) {
		this.ground = ground;
		this.supervisor = supervisor;
		this.upgrades = new AtomicInteger(ground.inheritance().map(Inheritance::upgrades).orElse(0));
	}

	@Override
	public Inheritance bequeath(String secret) {
		// Whoever asked for another number than the settings say still wants it.
		int workers = (wanted() == this.ground.budget().workers()) ? 0 : wanted();
		Optional<Inheritance.Redis> redis = this.ground.redis()
			.running()
			.map((running) -> new Inheritance.Redis(running.location(), running.pid(), running.executable()));
		return new Inheritance(secret, ProcessHandle.current().pid(), this.upgrades.incrementAndGet(),
				this.ground.directory().path(), workers, redis);
	}

	@Override
	public AutoCloseable offerListeners(Path socket) {
		return this.ground.dispatcher().handOver(socket);
	}

	@Override
	public int wanted() {
		return this.supervisor.picture().wanted();
	}

	@Override
	public int alive() {
		return (int) this.supervisor.picture()
			.lives()
			.stream()
			.filter((life) -> life.progress().state().isAlive())
			.count();
	}

	@Override
	public void scale(int change) {
		this.supervisor.scale(change);
	}

	@Override
	public void leaveLead() {
		this.supervisor.leaveLead();
		// Answered once the pictures are of the time after.
		runs();
	}

	@Override
	public boolean hasLeader() {
		return this.supervisor.picture().lives().stream().anyMatch((life) -> life.progress().leader());
	}

	@Override
	public Map<String, Instant> runs() {
		return this.supervisor.runs().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
	}

	@Override
	public void takeLead() {
		this.supervisor.takeLead(Map.of());
	}

	/**
	 * Leave everything to the next primary, but for the requests that are here.
	 */
	void leave() {
		this.ground.redis().leave();
		this.ground.directory().leave();
		this.ground.dispatcher().retire();
	}

	/**
	 * Return how many clients are connected here.
	 */
	int clients() {
		return this.ground.dispatcher().snapshot().connections();
	}

}
