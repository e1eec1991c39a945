package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Says to all primaries of this user that one of them needs a release: a locked file in
 * its directory. The kernel frees the lock when the primary ends, however it does.
 */
final class ReleaseUse implements AutoCloseable {

	static final String PREFIX = "use-";

	private final Path file;

	private final FileChannel channel;

	private ReleaseUse(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	static ReleaseUse begin(Path release) throws IOException {
		Path file = Files.createTempFile(release, PREFIX, ".lock");
		FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
		try {
			if (channel.tryLock() == null) {
				throw new IOException(file + " is locked by somebody else");
			}
			return new ReleaseUse(file, channel);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Return whether another use of a release goes on, and remove what uses left that
	 * were killed.
	 * @param release the release's directory
	 * @param own our own use, if there is one: looking at its file would free its lock
	 */
	static boolean isUsed(Path release, Optional<ReleaseUse> own) throws IOException {
		boolean used = false;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(release, PREFIX + "*")) {
			for (Path file : files) {
				boolean isOwn = own.filter((use) -> use.file.equals(file)).isPresent();
				used |= !isOwn && isLocked(file);
			}
		}
		return used;
	}

	private static boolean isLocked(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			if (channel.tryLock() == null) {
				return true;
			}
			Files.deleteIfExists(file);
			return false;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(this.file);
		this.channel.close();
	}

}
