package io.bootcluster.primary;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.bootcluster.Wish;
import io.bootcluster.WrongSettingException;
import io.bootcluster.primary.memory.MemoryBudget;
import io.bootcluster.primary.supervisor.Outcome;
import io.bootcluster.primary.upgrade.Heir;
import io.bootcluster.primary.upgrade.Successor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.SpringApplication;

/**
 * The process that owns the port: opens its rooms in order, waits for the end, and closes
 * them in reverse. Confined to the thread that runs it.
 */
public final class Primary {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private static final long LAST_ANSWERS_MILLIS = 1000;

	private Primary() {
	}

	/**
	 * Run the cluster until it ends. By then nothing of it is left: no child, no thread
	 * that keeps the JVM alive, no file.
	 * @param settings everything it must know
	 * @return the code to exit with
	 * @throws WrongSettingException if it cannot start with these settings
	 */
	public static int run(PrimarySettings settings) {
		CountDownLatch closed = new CountDownLatch(1);
		Optional<Successor> successor = Successor.ofThisProcess();
		try (OpenRooms rooms = new OpenRooms()) {
			Progress progress = new Progress();
			Foundation ground = Foundation.lay(settings, successor.map(Successor::inheritance), progress, rooms);
			Cluster cluster = Cluster.open(ground, progress, rooms);
			takeSignals(cluster, closed);
			Optional<Heir> heir = successor.map((arriving) -> cluster.heir());
			cluster.start();
			heir.ifPresent((arriving) -> successor.orElseThrow().follow(arriving));
			return end(cluster, successor);
		}
		catch (RuntimeException ex) {
			successor.ifPresent((arriving) -> arriving.fail(String.valueOf(ex.getMessage())));
			throw ex;
		}
		finally {
			successor.ifPresent(Successor::close);
			closed.countDown();
		}
	}

	/**
	 * Find out whether a cluster could start with these settings, as far as that can be
	 * known without opening a port.
	 * @param settings everything it must know
	 * @return what would be started, for people
	 * @throws WrongSettingException if it could not
	 */
	public static String check(PrimarySettings settings) {
		MemoryBudget budget = Foundation.plan(settings.cluster());
		return budget.workers() + " workers on port " + settings.publicSide().main().port() + ", "
				+ budget.explanation();
	}

	private static void takeSignals(Cluster cluster, CountDownLatch closed) {
		Signals.take("INT", () -> cluster.stop("INT"));
		Signals.take("HUP", () -> cluster.wish("HUP", Wish.of(Wish.Action.RELOAD)));
		Signals.take("TTIN", () -> cluster.scale(1, "TTIN"));
		Signals.take("TTOU", () -> cluster.scale(-1, "TTOU"));
		if (!Signals.take("TERM", () -> cluster.stop("TERM"))) {
			SpringApplication.getShutdownHandlers().add(() -> {
				cluster.stop("the JVM ends");
				awaitQuietly(closed);
			});
		}
	}

	private static int end(Cluster cluster, Optional<Successor> successor) {
		Outcome outcome = cluster.outcome().toCompletableFuture().join();
		if (!outcome.isStopped()) {
			successor.ifPresent((arriving) -> arriving.fail(outcome.failure()));
		}
		if (outcome.isStopped()) {
			// What the last worker said may still be on its way to a client.
			cluster.lastClient()
				.toCompletableFuture()
				.copy()
				.completeOnTimeout(null, LAST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS)
				.join();
			logger.info("Stopped: all workers have gone");
		}
		else if (!outcome.told()) {
			logger.error("Stopped: " + outcome.failure());
		}
		return outcome.exitCode();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
