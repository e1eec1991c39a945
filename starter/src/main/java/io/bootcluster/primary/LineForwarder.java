package io.bootcluster.primary;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Copies one output of a worker to the primary's, whole lines at a time and each with the
 * worker's name, so that lines of several workers never mix. Bytes pass as they are. Runs
 * on a thread of its own.
 */
final class LineForwarder implements Runnable {

	/**
	 * A longer line is passed on in pieces.
	 */
	static final int LONGEST_LINE = 64 * 1024;

	private final InputStream from;

	private final PrintStream to;

	private final LastLines last;

	private final byte[] line;

	private final int prefixLength;

	private int length;

	private final CompletableFuture<Void> done = new CompletableFuture<>();

	LineForwarder(String prefix, InputStream from, PrintStream to, LastLines last) {
		this.from = from;
		this.to = to;
		this.last = last;
		byte[] text = ("[" + prefix + "] ").getBytes(StandardCharsets.UTF_8);
		this.prefixLength = text.length;
		this.line = new byte[text.length + LONGEST_LINE + 1];
		System.arraycopy(text, 0, this.line, 0, text.length);
	}

	/**
	 * Return when everything has been passed on.
	 * @return completes, never exceptionally, at the end of the worker's output
	 */
	CompletableFuture<Void> done() {
		return this.done;
	}

	@Override
	public void run() {
		byte[] buffer = new byte[8192];
		try (this.from) {
			for (int count = this.from.read(buffer); count >= 0; count = this.from.read(buffer)) {
				for (int i = 0; i < count; i++) {
					take(buffer[i]);
				}
			}
		}
		catch (IOException ex) {
			// The worker's end broke, which is an end too.
		}
		finally {
			if (this.length > 0) {
				write();
			}
			this.to.flush();
			this.done.complete(null);
		}
	}

	private void take(byte next) {
		if (next == '\n') {
			write();
			return;
		}
		if (this.length == LONGEST_LINE) {
			write();
		}
		this.line[this.prefixLength + this.length++] = next;
	}

	/**
	 * One call, because a {@link PrintStream} lets nobody in between within one.
	 */
	private void write() {
		int end = this.prefixLength + this.length;
		this.line[end] = '\n';
		this.to.write(this.line, 0, end + 1);
		this.last.add(this.line, this.prefixLength, this.length);
		this.to.flush();
		this.length = 0;
	}

}
