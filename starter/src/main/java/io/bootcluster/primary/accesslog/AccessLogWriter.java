package io.bootcluster.primary.accesslog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.bootcluster.AccessLog;
import io.bootcluster.AccessLogProperties;
import io.bootcluster.WrongSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries on a thread of its own, so that a slow disk slows no request: what does
 * not fit into the queue is left out and told. Safe from any thread.
 */
public final class AccessLogWriter implements AccessLog, AutoCloseable {

	private static final Log logger = LogFactory.getLog(AccessLogWriter.class);

	private static final String TOO_SLOW = "the disk is too slow";

	private static final int BATCH = 512;

	private static final long FLUSH_NANOS = Duration.ofMillis(500).toNanos();

	private static final long TOLD_NANOS = Duration.ofMinutes(1).toNanos();

	private static final Duration LAST_LINES = Duration.ofSeconds(2);

	private static final Duration LAST_GASP = Duration.ofMillis(200);

	private final EntryQueue waiting = new EntryQueue();

	private final AtomicLong lost = new AtomicLong();

	/**
	 * Entries that are neither waiting nor surely in the file.
	 */
	private final AtomicLong unflushed = new AtomicLong();

	private final RotatedFile file;

	private final EntryFormat format;

	private final Thread thread = new Thread(this::run, "bootcluster-access-log");

	private volatile boolean closing;

	private volatile String cause = TOO_SLOW;

	private long flushedAt = System.nanoTime();

	private @Nullable Long toldAt;

	private AccessLogWriter(RotatedFile file, EntryFormat format) {
		this.file = file;
		this.format = format;
	}

	/**
	 * Open the log.
	 * @param settings where and how to write
	 * @return the open log
	 * @throws WrongSettingException if the file cannot be written
	 */
	public static AccessLogWriter open(AccessLogProperties settings) {
		ZoneId zone = ZoneId.systemDefault();
		Path path = settings.file().toAbsolutePath();
		RotatedFile file = new RotatedFile(path, settings.maxSize().toBytes(), settings.keep(), InstantSource.system(),
				zone);
		try {
			file.open();
		}
		catch (IOException ex) {
			throw new WrongSettingException("bootcluster.access-log.file", settings.file().toString(),
					path + " cannot be written (" + ex.getClass().getSimpleName() + ": " + ex.getMessage() + ")",
					"Name a file that this user may write, or set bootcluster.access-log.enabled=false.");
		}
		AccessLogWriter writer = new AccessLogWriter(file, new EntryFormat(settings.format(), zone));
		writer.thread.setDaemon(true);
		writer.thread.start();
		return writer;
	}

	@Override
	public void ended(Entry entry) {
		if (!this.waiting.offer(entry)) {
			this.lost.incrementAndGet();
		}
	}

	private void run() {
		List<Entry> batch = new ArrayList<>(BATCH);
		try {
			while (!this.closing || !this.waiting.isEmpty()) {
				long untilFlush = this.flushedAt + FLUSH_NANOS - System.nanoTime();
				this.waiting.drainTo(batch, BATCH, Math.max(untilFlush, 0));
				write(batch);
				batch.clear();
			}
		}
		catch (InterruptedException ex) {
			// Closed, and out of patience.
		}
		finally {
			end();
		}
	}

	/**
	 * A disk that is full now may not be so in a moment. What was written before it was
	 * may be lost as well, so all of it counts.
	 */
	private void write(List<Entry> batch) {
		this.unflushed.addAndGet(batch.size());
		try {
			for (Entry entry : batch) {
				this.file.write(this.format.line(entry));
			}
			long now = System.nanoTime();
			if (now - this.flushedAt >= FLUSH_NANOS) {
				this.flushedAt = now;
				this.file.flush();
				this.unflushed.set(0);
				tellOfLost();
			}
		}
		catch (IOException | RuntimeException ex) {
			failed(ex);
			end();
			tellOfLost();
		}
	}

	private void failed(Exception ex) {
		if (!this.closing) {
			this.cause = ex.toString();
		}
		this.lost.addAndGet(this.unflushed.getAndSet(0));
	}

	private void tellOfLost() {
		long now = System.nanoTime();
		Long told = this.toldAt;
		if (!this.closing && this.lost.get() > 0 && (told == null || now - told >= TOLD_NANOS)) {
			this.toldAt = now;
			tell(this.lost.getAndSet(0));
			this.cause = TOO_SLOW;
		}
	}

	private void tell(long missing) {
		logger.warn("The access log lacks up to " + missing + " requests: " + this.cause);
	}

	private void end() {
		try {
			this.file.close();
			this.unflushed.set(0);
		}
		catch (IOException ex) {
			failed(ex);
		}
	}

	/**
	 * Write what waits, end, and tell what could not be written.
	 */
	@Override
	public void close() {
		this.closing = true;
		try {
			this.thread.join(LAST_LINES.toMillis());
			this.thread.interrupt();
			this.thread.join(LAST_GASP.toMillis());
		}
		catch (InterruptedException ex) {
			this.thread.interrupt();
			Thread.currentThread().interrupt();
		}
		long missing = this.lost.getAndSet(0) + this.unflushed.get() + this.waiting.size();
		if (missing > 0) {
			tell(missing);
		}
	}

}
