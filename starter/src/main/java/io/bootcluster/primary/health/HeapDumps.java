package io.bootcluster.primary.health;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees from outside that a JVM writes a heap dump, for which all of its threads stand
 * still: whoever wished for it, HotSpot writes it into files that have {@code .hprof} in
 * their names, one or, in newer JDKs, several at a time. Where the system does not show
 * which files a process has open, as only Linux does, nobody is seen to write.
 */
final class HeapDumps {

	/**
	 * Stands for a process that writes none.
	 */
	static final long NONE = -1;

	private final Path processes;

	/**
	 * Look at processes.
	 * @param processes where the system shows them, {@code /proc}
	 */
	HeapDumps(Path processes) {
		this.processes = processes;
	}

	/**
	 * Return how far a process is with its heap dump.
	 * @param pid the process
	 * @return size of the files that it has open for it, bytes; {@link #NONE} if there
	 * are none, or nobody can tell
	 */
	long written(long pid) {
		long written = NONE;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.processes.resolve(pid + "/fd"),
				HeapDumps::isHeapDump)) {
			for (Path file : files) {
				written = Math.max(written, 0) + Files.size(file);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// It has ended, or has just closed one; what is seen next counts
		}
		return written;
	}

	private static boolean isHeapDump(Path open) {
		try {
			return Files.readSymbolicLink(open).toString().contains(".hprof");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
