package io.bootcluster.endtoend.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/**
 * What a process has printed so far. Written by a thread of its own, safe from any
 * thread.
 */
public final class Output {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Thread reader;

	Output(InputStream stream) {
		this.reader = new Thread(() -> read(stream), "output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	private void read(InputStream stream) {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			this.lines.add("(output ended: " + ex.getMessage() + ")");
		}
	}

	public List<String> lines() {
		return List.copyOf(this.lines);
	}

	/**
	 * Return the lines in which a pattern is found.
	 * @param pattern a regular expression
	 * @return the lines in order
	 */
	public List<String> matching(String pattern) {
		Predicate<String> found = Pattern.compile(pattern).asPredicate();
		return this.lines.stream().filter(found).toList();
	}

	/**
	 * Wait for a line. What was written before something was seen elsewhere may be read
	 * here only after it.
	 * @param pattern a regular expression
	 * @return the lines in which it is found, in order, at least one
	 */
	public List<String> awaitMatching(String pattern) {
		return await(pattern).atMost(PATIENCE).until(() -> matching(pattern), (found) -> !found.isEmpty());
	}

	/**
	 * Wait until everything has been read, which is when the last process that holds the
	 * stream has ended.
	 * @param millis how long to wait
	 */
	void awaitEnd(long millis) {
		try {
			this.reader.join(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}
