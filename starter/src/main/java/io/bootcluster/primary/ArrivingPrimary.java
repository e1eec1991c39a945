package io.bootcluster.primary;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import io.bootcluster.primary.supervisor.Supervisor;
import io.bootcluster.primary.upgrade.Heir;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * This primary as one that takes over from another. Safe from any thread.
 */
final class ArrivingPrimary implements Heir {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private final Foundation ground;

	private final Supervisor supervisor;

	private final Consumer<String> stopping;

	private volatile boolean arrived;

	ArrivingPrimary(Foundation ground, Supervisor supervisor, Consumer<String> stopping) {
		this.ground = ground;
		this.supervisor = supervisor;
		this.stopping = stopping;
		supervisor.leaveLead();
	}

	@Override
	public int target() {
		return this.ground.workers();
	}

	@Override
	public int serving() {
		return (int) this.supervisor.picture()
			.lives()
			.stream()
			.filter((life) -> life.progress().state().isServing())
			.count();
	}

	@Override
	public void grow() {
		this.supervisor.scale(1);
	}

	@Override
	public void accept() {
		this.ground.dispatcher().accept();
	}

	@Override
	public void own(Map<String, Instant> runs) {
		this.supervisor.takeLead(runs);
		this.ground.redis().own();
		this.ground.directory().takeCommands();
		this.arrived = true;
		logger.info("Upgrade: " + serving() + " workers serve, and everything is this primary's now");
	}

	/**
	 * Return whether everything is this primary's.
	 */
	boolean hasArrived() {
		return this.arrived;
	}

	@Override
	public void alone() {
		this.ground.directory().own();
		logger.info("Upgrade: the primary before this one has ended");
	}

	@Override
	public void stop(String reason) {
		this.stopping.accept(reason);
	}

}
