package io.bootcluster.primary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.release.PrivateDirectory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The primary's private directory for sockets: only this user may enter it, only one
 * primary uses it, and nothing is left of it at the end.
 */
final class RuntimeDirectory implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RuntimeDirectory.class);

	private static final String LOCK = "lock";

	/**
	 * Name of the socket for commands.
	 */
	static final String COMMAND_SOCKET = "command.sock";

	/**
	 * Name of the file that says which application this is.
	 */
	static final String LABEL = "application";

	private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

	private final Path path;

	private final String suffix;

	private volatile @Nullable FileChannel lock;

	private RuntimeDirectory(Path path, int upgrades, @Nullable FileChannel lock) {
		this.path = path;
		this.suffix = (upgrades > 0) ? "-" + upgrades : "";
		this.lock = lock;
	}

	/**
	 * Create the directory, or take over what a primary that was killed left behind.
	 * @param path where
	 * @return the directory, empty and ours
	 * @throws IOException if it cannot be used, with a message for people
	 */
	static RuntimeDirectory open(Path path) throws IOException {
		PrivateDirectory.create(path);
		FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS);
		try {
			if (lock.tryLock() == null) {
				throw new IOException("another primary uses it");
			}
			RuntimeDirectory directory = new RuntimeDirectory(path, 0, lock);
			directory.clean();
			return directory;
		}
		catch (IOException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	/**
	 * Use the directory beside the primary that it belongs to, under names of our own.
	 * @param path where
	 * @param upgrades how many primaries used it before this one, from the first on
	 * @return the directory, not ours yet
	 */
	static RuntimeDirectory share(Path path, int upgrades) {
		return new RuntimeDirectory(path, upgrades, null);
	}

	/**
	 * Own the directory from now on, since the primary that it belonged to has
	 * {@linkplain #leave left} it.
	 */
	void own() {
		long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
		try {
			FileChannel channel = FileChannel.open(this.path.resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
			while (channel.tryLock() == null && System.nanoTime() - deadline < 0) {
				LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
			this.lock = channel;
		}
		catch (IOException ex) {
			logger.warn("Directory " + this.path + " could not be locked: " + ex.getMessage());
		}
	}

	/**
	 * Leave the directory to the next primary, which uses it already.
	 */
	void leave() {
		FileChannel owned = this.lock;
		this.lock = null;
		try {
			if (owned != null) {
				owned.close();
			}
		}
		catch (IOException ex) {
			logger.warn("Directory " + this.path + " stays locked: " + ex.getMessage());
		}
	}

	Path path() {
		return this.path;
	}

	/**
	 * Return the socket of the line.
	 * @return its path
	 */
	Path lineSocket() {
		return this.path.resolve("line" + this.suffix + ".sock");
	}

	/**
	 * Return the socket for commands.
	 * @return its path, which nobody knows as long as commands lead to another primary
	 */
	Path commandSocket() {
		return this.path.resolve("command" + this.suffix + ".sock");
	}

	/**
	 * Let commands lead here from now on, and not to the primary before.
	 */
	void takeCommands() {
		try {
			Files.move(commandSocket(), this.path.resolve(COMMAND_SOCKET), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			logger.warn("Commands do not lead to this primary: " + ex.getMessage());
		}
	}

	/**
	 * Leave word of which application this is, for commands that know no more than that.
	 * @param application what tells applications apart
	 * @throws IOException if it cannot be written
	 */
	void label(String application) throws IOException {
		Files.writeString(this.path.resolve(LABEL), application);
	}

	/**
	 * Return where a worker's main listener binds: one path per generation, since a
	 * killed worker leaves its own behind.
	 * @param worker the worker
	 * @return the address
	 */
	ListenerAddress mainListener(WorkerId worker) {
		return socket("w", worker);
	}

	/**
	 * Return where a worker's management listener binds, if it has one.
	 * @param worker the worker
	 * @return the address
	 */
	ListenerAddress managementListener(WorkerId worker) {
		return socket("m", worker);
	}

	private ListenerAddress socket(String kind, WorkerId worker) {
		return ListenerAddress.unix(this.path.resolve(kind + worker.slot() + "." + worker.generation() + this.suffix));
	}

	/**
	 * Remove the sockets of a worker that has gone.
	 * @param worker the worker
	 */
	void forget(WorkerId worker) {
		try {
			Files.deleteIfExists(mainListener(worker).path());
			Files.deleteIfExists(managementListener(worker).path());
		}
		catch (IOException ex) {
			logger.debug("A socket of " + worker + " stays behind", ex);
		}
	}

	private void clean() throws IOException {
		for (Path each : content()) {
			if (!each.equals(this.path) && !each.equals(this.path.resolve(LOCK))) {
				Files.deleteIfExists(each);
			}
		}
	}

	/**
	 * What is closed meanwhile removes its own socket.
	 */
	private List<Path> content() throws IOException {
		List<Path> content = new ArrayList<>();
		Files.walkFileTree(this.path, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				content.add(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
				if (failure instanceof NoSuchFileException) {
					return FileVisitResult.CONTINUE;
				}
				throw failure;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
				content.add(directory);
				return FileVisitResult.CONTINUE;
			}

		});
		return content;
	}

	/**
	 * Remove it, if it is ours.
	 */
	@Override
	public void close() {
		FileChannel owned = this.lock;
		if (owned == null) {
			return;
		}
		try {
			clean();
			Files.deleteIfExists(this.path.resolve(LOCK));
			Files.deleteIfExists(this.path);
			owned.close();
		}
		catch (IOException ex) {
			logger.warn("Directory " + this.path + " could not be removed: " + ex.getMessage());
		}
	}

}
