package io.bootcluster.nginx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The file that Nginx reads, with the last good one beside it ({@code .good}): whatever
 * happens, a configuration that Nginx accepts is in place again soon. Several nodes of a
 * machine may write the same one. Confined to the writer's thread.
 */
final class UpstreamFile {

	private final Path file;

	private final Path good;

	private final List<String> test;

	private final List<String> reload;

	private final Commands commands;

	/**
	 * Create one for a file, which need not be there.
	 * @param file the file
	 * @param test the command that tests Nginx's whole configuration
	 * @param reload the command that has Nginx read it
	 * @param commands runs them
	 */
	UpstreamFile(Path file, List<String> test, List<String> reload, Commands commands) {
		this.file = file.toAbsolutePath();
		this.good = beside(".good");
		this.test = test;
		this.reload = reload;
		this.commands = commands;
	}

	private Path beside(String suffix) {
		return this.file.resolveSibling(this.file.getFileName() + suffix);
	}

	/**
	 * Have Nginx read a block, unless it has.
	 * @param block the block
	 * @return how that went
	 */
	Outcome bring(String block) {
		try (FileChannel channel = FileChannel.open(beside(".lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
			return isInForce(block) ? comment(block) : exchange(block);
		}
		catch (IOException ex) {
			return new Outcome(Outcome.Kind.UNWRITTEN, ex.toString());
		}
	}

	private boolean isInForce(String block) throws IOException {
		String now = read(this.file);
		String last = read(this.good);
		String bare = UpstreamBlock.bare(block);
		return now != null && last != null && UpstreamBlock.bare(now).equals(bare)
				&& UpstreamBlock.bare(last).equals(bare);
	}

	private Outcome comment(String block) throws IOException {
		if (!block.equals(read(this.file))) {
			put(block, this.file);
			put(block, this.good);
		}
		return new Outcome(Outcome.Kind.UNCHANGED, "");
	}

	/**
	 * The test reads Nginx's whole configuration, so the new file has to be in place for
	 * it. Only what was read as well counts as good.
	 */
	private Outcome exchange(String block) throws IOException {
		String before = read(this.file);
		if (before != null && read(this.good) == null) {
			put(before, this.good);
		}
		put(block, this.file);
		Commands.Ended tested = this.commands.run(this.test);
		if (!tested.good()) {
			restore();
			return new Outcome(Outcome.Kind.REFUSED, tested.output());
		}
		Commands.Ended reloaded = this.commands.run(this.reload);
		if (!reloaded.good()) {
			return new Outcome(Outcome.Kind.UNREAD, reloaded.output());
		}
		put(block, this.good);
		return new Outcome(Outcome.Kind.READ, "");
	}

	private void restore() throws IOException {
		String last = read(this.good);
		if (last != null) {
			put(last, this.file);
		}
		else {
			Files.deleteIfExists(this.file);
		}
	}

	/**
	 * Written aside and moved, so that Nginx never reads half a file.
	 */
	private void put(String text, Path target) throws IOException {
		Path aside = beside(".new");
		Files.writeString(aside, text);
		Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private static @Nullable String read(Path path) throws IOException {
		try {
			return Files.readString(path);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * What became of a block.
	 *
	 * @param kind the kind
	 * @param reason why it is not in force
	 */
	record Outcome(Kind kind, String reason) {

		/**
		 * Kinds of outcomes.
		 */
		enum Kind {

			/** Nginx has read it before. */
			UNCHANGED,

			/** Nginx has read it now. */
			READ,

			/** Nginx's test does not accept it; the last good one is back. */
			REFUSED,

			/** It is in place and accepted, but nobody could have Nginx read it. */
			UNREAD,

			/** It could not be written. */
			UNWRITTEN;

			boolean isInForce() {
				return this == UNCHANGED || this == READ;
			}

		}

	}

}
