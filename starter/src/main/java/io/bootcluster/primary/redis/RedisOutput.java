package io.bootcluster.primary.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a Redis of our own writes, on a daemon thread of its own that ends with the
 * process, and remembers the last line, which says why it died.
 */
final class RedisOutput {

	private static final Log logger = LogFactory.getLog(RedisOutput.class);

	private final Thread reader;

	private volatile @Nullable String lastLine;

	private RedisOutput(InputStream stream) {
		this.reader = new Thread(() -> read(stream), "bootcluster-redis-output");
		this.reader.setDaemon(true);
	}

	static RedisOutput of(InputStream stream) {
		RedisOutput output = new RedisOutput(stream);
		output.reader.start();
		return output;
	}

	/**
	 * Return the output of a server that speaks to another process.
	 */
	static RedisOutput none() {
		return of(InputStream.nullInputStream());
	}

	private void read(InputStream stream) {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, Charset.defaultCharset()))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.lastLine = line;
				logger.debug(line);
			}
		}
		catch (IOException ex) {
			// The process is gone.
		}
	}

	/**
	 * Return the last line of a process that has exited.
	 * @return the line, empty if there was none
	 * @throws InterruptedException if interrupted while waiting for it
	 */
	Optional<String> lastLine() throws InterruptedException {
		this.reader.join(1000);
		return Optional.ofNullable(this.lastLine).map(String::strip).filter((line) -> !line.isEmpty());
	}

}
