package io.bootcluster.primary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The primary's private directory for sockets: only this user may enter it, only one
 * primary uses it, and nothing is left of it at the end.
 */
final class RuntimeDirectory implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RuntimeDirectory.class);

	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

	private static final FileAttribute<?> CREATED_PRIVATE = PosixFilePermissions.asFileAttribute(PRIVATE);

	private static final String LOCK = "lock";

	/**
	 * Name of the socket for commands.
	 */
	static final String COMMAND_SOCKET = "command.sock";

	/**
	 * Name of the file that says which application this is.
	 */
	static final String LABEL = "application";

	private final Path path;

	private final FileChannel lock;

	private RuntimeDirectory(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	/**
	 * Create the directory, or take over what a primary that was killed left behind.
	 * @param path where
	 * @return the directory, empty and ours
	 * @throws IOException if it cannot be used, with a message for people
	 */
	static RuntimeDirectory open(Path path) throws IOException {
		createPrivate(path);
		FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS);
		try {
			if (lock.tryLock() == null) {
				throw new IOException("another primary uses it");
			}
			RuntimeDirectory directory = new RuntimeDirectory(path, lock);
			directory.clean();
			return directory;
		}
		catch (IOException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	private static void createPrivate(Path path) throws IOException {
		Path parent = Objects.requireNonNull(path.getParent());
		if (!Files.isDirectory(parent)) {
			Files.createDirectories(parent, CREATED_PRIVATE);
		}
		if (Files.isSymbolicLink(path)) {
			throw new IOException("it is a symbolic link");
		}
		if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
			Files.createDirectory(path, CREATED_PRIVATE);
		}
		verifyOwners(path, parent);
		Files.setPosixFilePermissions(path, PRIVATE);
	}

	/**
	 * Whoever owns the directory above could put another one in this one's place.
	 */
	private static void verifyOwners(Path path, Path parent) throws IOException {
		Path probe = Files.createTempFile(path, "owner", null);
		UserPrincipal me = Files.getOwner(probe);
		Files.delete(probe);
		if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(me)) {
			throw new IOException("it belongs to somebody else");
		}
		boolean system = Objects.equals(Files.getAttribute(parent, "unix:uid"), 0);
		if (!system && !Files.getOwner(parent).equals(me)) {
			throw new IOException("the directory above it belongs to somebody else");
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
		return this.path.resolve("line.sock");
	}

	/**
	 * Return the socket for commands.
	 * @return its path
	 */
	Path commandSocket() {
		return this.path.resolve(COMMAND_SOCKET);
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
		return ListenerAddress.unix(this.path.resolve(kind + worker.slot() + "." + worker.generation()));
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

	private List<Path> content() throws IOException {
		try (Stream<Path> tree = Files.walk(this.path)) {
			return tree.sorted(Comparator.reverseOrder()).toList();
		}
	}

	@Override
	public void close() {
		try {
			clean();
			Files.deleteIfExists(this.path.resolve(LOCK));
			Files.deleteIfExists(this.path);
			this.lock.close();
		}
		catch (IOException ex) {
			logger.warn("Directory " + this.path + " could not be removed: " + ex.getMessage());
		}
	}

}
