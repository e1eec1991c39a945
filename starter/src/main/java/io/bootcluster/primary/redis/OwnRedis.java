package io.bootcluster.primary.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.bootcluster.RedisLocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps a Redis of our own alive at one site until it is closed. Its daemon thread waits
 * for the process to exit and starts the next one; sessions are lost then, and that is
 * told.
 */
final class OwnRedis implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(OwnRedis.class);

	private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

	private final Path executable;

	private final RedisSite site;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread keeper = new Thread(this::keep, "bootcluster-redis");

	private volatile RedisProcess current;

	/**
	 * Whether its end is up to us.
	 */
	private volatile boolean owned;

	private OwnRedis(Path executable, RedisSite site, RedisProcess first) {
		this.executable = executable;
		this.site = site;
		this.current = first;
		this.keeper.setDaemon(true);
	}

	/**
	 * Start a server and wait until it answers.
	 * @param executable the server's executable file
	 * @param site where it is to live
	 * @return the running server
	 * @throws RedisStartException if it does not come up; nothing is left behind
	 * @throws InterruptedException if interrupted while waiting; nothing is left behind
	 */
	static OwnRedis start(Path executable, RedisSite site) throws RedisStartException, InterruptedException {
		OwnRedis redis = new OwnRedis(executable, site, RedisProcess.start(executable, site, START_TIMEOUT));
		redis.own();
		return redis;
	}

	/**
	 * Share a server with the primary that has started it and still owns it.
	 * @param running the server
	 * @param directory private directory
	 * @return the server, kept alive even if that primary goes
	 * @throws RedisStartException if it cannot be shared
	 */
	static OwnRedis share(RunningRedis running, Path directory) throws RedisStartException {
		try {
			return new OwnRedis(running.executable(), RedisSite.of(running.location(), directory),
					RedisProcess.share(running.pid()));
		}
		catch (IOException ex) {
			throw new RedisStartException(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Start it again from now on whenever it exits, and end it when this is closed.
	 */
	void own() {
		this.owned = true;
		this.keeper.start();
	}

	/**
	 * Leave it to the primary that shares it.
	 */
	void leave() {
		this.owned = false;
		this.closed.countDown();
		this.keeper.interrupt();
	}

	RunningRedis running(RedisLocation location) {
		return new RunningRedis(location, pid(), this.executable);
	}

	/**
	 * Return the process that runs now.
	 * @return its pid, which changes when it had to be started again
	 */
	long pid() {
		return this.current.pid();
	}

	private void keep() {
		RestartDelay delay = new RestartDelay(System.nanoTime());
		try {
			while (true) {
				int code = this.current.awaitExit();
				Duration wait = delay.next(System.nanoTime());
				if (isClosedWithin(Duration.ZERO)) {
					return;
				}
				logger.warn("Our Redis (pid " + this.current.pid() + ") exited with code " + code
						+ ": sessions are lost; starting it again in " + wait.toMillis() + " ms");
				if (!isRestarted(wait)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			// Only close() interrupts.
		}
	}

	private boolean isRestarted(Duration first) throws InterruptedException {
		Duration wait = first;
		while (!isClosedWithin(wait)) {
			try {
				this.current = RedisProcess.start(this.executable, this.site, START_TIMEOUT);
				logger.info("Our Redis is back (pid " + this.current.pid() + ")");
				return true;
			}
			catch (RedisStartException ex) {
				wait = RestartDelay.LONGEST;
				logger.warn("Our Redis does not start again: " + ex.getMessage() + "; next attempt in "
						+ wait.toSeconds() + " s");
			}
		}
		return false;
	}

	private boolean isClosedWithin(Duration time) throws InterruptedException {
		return this.closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * End the server, if it is ours. What it held is gone.
	 */
	@Override
	public void close() {
		if (!this.owned) {
			this.current.release();
			return;
		}
		this.closed.countDown();
		this.keeper.interrupt();
		boolean interrupted = joinKeeper();
		this.current.stop();
		this.site.socket().ifPresent(OwnRedis::delete);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean joinKeeper() {
		try {
			this.keeper.join(1000);
			return false;
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	private static void delete(Path socket) {
		try {
			Files.deleteIfExists(socket);
		}
		catch (IOException ex) {
			// It lies in our private directory, which the primary removes at its end.
		}
	}

}
