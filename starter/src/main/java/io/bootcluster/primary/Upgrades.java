package io.bootcluster.primary;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.ClusterView;
import io.bootcluster.primary.supervisor.Picture;
import io.bootcluster.primary.supervisor.Supervisor;
import io.bootcluster.primary.upgrade.Circumstances;
import io.bootcluster.primary.upgrade.Heir;
import io.bootcluster.primary.upgrade.Obstacles;
import io.bootcluster.primary.upgrade.Upgrade;
import io.bootcluster.primary.upgrade.UpgradeException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets another primary take over from this one, one attempt at a time, or says that only
 * a restart can do it. Safe from any thread.
 */
final class Upgrades implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration MARGIN = Duration.ofSeconds(10);

	/**
	 * For clients that keep their connections to send another request, with whose answer
	 * they hear that they are to connect anew.
	 */
	private static final Duration LAST_REQUESTS = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofMillis(50);

	private final Foundation ground;

	private final Supervisor supervisor;

	private final LeavingPrimary leaving;

	private final Upgrade.Limits limits;

	private @Nullable Upgrade current;

	private @Nullable Thread thread;

	private @Nullable ArrivingPrimary arriving;

	Upgrades(Foundation ground, Supervisor supervisor) {
		this.ground = ground;
		this.supervisor = supervisor;
		this.leaving = new LeavingPrimary(ground, supervisor);
		BootclusterProperties.Worker worker = ground.settings().cluster().worker();
		this.limits = new Upgrade.Limits(START, worker.startTimeout().plus(MARGIN),
				worker.drainTimeout().plus(worker.stopTimeout()).plus(MARGIN));
	}

	/**
	 * Begin an upgrade.
	 * @param id id of the wish
	 * @param stopping ends this primary, once another one has taken over and nobody is
	 * left here
	 * @return completes with an empty text when the other primary has taken over, with
	 * the reason if it does not
	 * @throws IllegalStateException if it cannot begin, with the reason
	 */
	synchronized CompletionStage<String> begin(String id, Consumer<String> stopping) {
		obstacle().ifPresent((reason) -> {
			throw new IllegalStateException(reason);
		});
		logger.info("Upgrade (" + id + "): a new primary from " + this.ground.settings().jvm().location()
				+ " is to take over");
		CompletableFuture<String> outcome = new CompletableFuture<>();
		Upgrade upgrade = new Upgrade(this.leaving, this.ground.settings().jvm(), this.limits);
		Thread upgrading = new Thread(() -> run(upgrade, outcome, stopping), "bootcluster-upgrade");
		upgrading.setDaemon(true);
		this.current = upgrade;
		this.thread = upgrading;
		upgrading.start();
		return outcome;
	}

	/**
	 * Return whether workers are being moved from one primary to another: then nothing
	 * else may move them.
	 */
	synchronized boolean isUnderWay() {
		boolean leaves = this.thread != null && this.thread.isAlive();
		return leaves || (this.arriving != null && !this.arriving.hasArrived());
	}

	private Optional<String> obstacle() {
		Picture picture = this.supervisor.picture();
		if (isUnderWay()) {
			return Optional.of("an upgrade is under way");
		}
		if (!picture.state().equals("serving")) {
			return Optional.of("the cluster is " + picture.state());
		}
		ClusterView.Rollout rollout = picture.release().rollout();
		if (rollout != null && rollout.state().equals("running")) {
			return Optional.of("a roll-out is under way");
		}
		return Obstacles
			.find(this.ground.settings().jvm(), Circumstances.look(), this.ground.dispatcher().canHandOver(),
					picture.wanted() < this.ground.budget().most())
			.map((reason) -> "this primary can only be replaced by a restart: " + reason);
	}

	private void run(Upgrade upgrade, CompletableFuture<String> outcome, Consumer<String> stopping) {
		try {
			long successor = upgrade.run();
			this.leaving.leave();
			outcome.complete("");
			awaitLastRequests();
			stopping.accept("process " + successor + " took over");
		}
		catch (UpgradeException ex) {
			logger.error("Upgrade: given up, and this primary goes on: " + ex.getMessage());
			outcome.complete(String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			outcome.complete("interrupted");
			Thread.currentThread().interrupt();
		}
	}

	private void awaitLastRequests() throws InterruptedException {
		long deadline = System.nanoTime() + LAST_REQUESTS.toNanos();
		while (this.leaving.clients() > 0 && System.nanoTime() - deadline < 0) {
			Thread.sleep(POLL.toMillis());
		}
	}

	/**
	 * Return this primary as one that takes over from another.
	 * @param stopping ends it
	 */
	synchronized Heir heir(Consumer<String> stopping) {
		ArrivingPrimary heir = new ArrivingPrimary(this.ground, this.supervisor, stopping);
		this.arriving = heir;
		return heir;
	}

	/**
	 * Give up an upgrade that is under way, before this primary stops.
	 */
	synchronized void abandon() {
		if (this.current != null) {
			this.current.abandon();
		}
	}

	@Override
	public void close() {
		abandon();
		Thread running = this.thread;
		if (running != null && running != Thread.currentThread()) {
			try {
				running.join(this.limits.end().toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
