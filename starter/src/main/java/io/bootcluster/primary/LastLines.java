package io.bootcluster.primary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the last lines that one worker printed, for whoever asks what it said before it
 * ended: at most 1,000 of them, and no more than 256 KiB. Safe from any thread.
 */
final class LastLines {

	static final int MOST = 1000;

	static final int MOST_BYTES = 256 * 1024;

	/**
	 * What is longer is cut: lines of this size say nothing to people.
	 */
	static final int LONGEST = 4096;

	private final Deque<byte[]> lines = new ArrayDeque<>();

	private final Consumer<String> onwards;

	private int bytes;

	LastLines() {
		this((line) -> {
		});
	}

	/**
	 * Create an empty place for lines.
	 * @param onwards gets each line, too
	 */
	LastLines(Consumer<String> onwards) {
		this.onwards = onwards;
	}

	/**
	 * Keep one line.
	 * @param buffer where it lies; it is copied
	 * @param offset where it begins
	 * @param length its length, bytes
	 */
	synchronized void add(byte[] buffer, int offset, int length) {
		byte[] line = new byte[Math.min(length, LONGEST)];
		System.arraycopy(buffer, offset, line, 0, line.length);
		this.lines.addLast(line);
		this.bytes += line.length;
		this.onwards.accept(new String(line, StandardCharsets.UTF_8));
		while (this.lines.size() > MOST || this.bytes > MOST_BYTES) {
			this.bytes -= this.lines.removeFirst().length;
		}
	}

	/**
	 * Return what there is.
	 * @return the lines without their ends, oldest first
	 */
	synchronized List<String> lines() {
		return this.lines.stream().map((line) -> new String(line, StandardCharsets.UTF_8)).toList();
	}

}
