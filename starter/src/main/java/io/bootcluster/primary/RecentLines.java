package io.bootcluster.primary;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.bootcluster.WorkerId;
import io.bootcluster.control.CommandOffice.Written;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what all workers printed last, in the order in which it came, for {@code logs}:
 * at most 2,000 lines, and no more than 1 MiB. What one worker printed last is kept in
 * its {@link LastLines}. Safe from any thread.
 */
final class RecentLines {

	static final int MOST = 2000;

	private static final int MOST_CHARS = 1024 * 1024;

	private final Deque<Line> lines = new ArrayDeque<>();

	private long count;

	private int chars;

	/**
	 * Keep one line.
	 * @param worker who printed it
	 * @param line the line without its end
	 */
	synchronized void add(WorkerId worker, String line) {
		String text = "[" + worker + "] " + line;
		this.lines.addLast(new Line(worker.slot(), new Written(++this.count, text)));
		this.chars += text.length();
		while (this.lines.size() > MOST || this.chars > MOST_CHARS) {
			this.chars -= this.lines.removeFirst().written().text().length();
		}
	}

	/**
	 * Return what came after a line.
	 * @param slot the slot of the one worker that matters, or {@code null} for all
	 * @param after the line's number, 0 for the first that is kept
	 * @return the lines, oldest first
	 */
	synchronized List<Written> after(@Nullable Integer slot, long after) {
		return this.lines.stream()
			.filter((line) -> line.written().number() > after && (slot == null || slot == line.slot()))
			.map(Line::written)
			.toList();
	}

	private record Line(int slot, Written written) {
	}

}
