package io.bootcluster.primary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.bootcluster.WrongSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Decides where the primary's directory is: in the one that was set, else the user's
 * runtime directory, else one of the user under the temporary one, wherever the path of a
 * socket is still short enough. Pure but for {@link #open}.
 *
 * @param configured the directory that was set
 * @param runtime the user's runtime directory
 * @param temporary the temporary directory
 * @param user the user's name
 * @param longestSocket longest path of a socket, bytes
 */
record DirectoryPlace(@Nullable Path configured, Optional<Path> runtime, Path temporary, String user,
		int longestSocket) {

	/**
	 * How the names of all such directories begin.
	 */
	static final String PREFIX = "bootcluster-";

	private static final String PROPERTY = "bootcluster.directory";

	private static final int LINUX_SOCKET = 107;

	private static final int OTHER_SOCKET = 103;

	/**
	 * Room for the longest name of a socket, its separator included.
	 */
	private static final int SOCKET_NAME = 20;

	static DirectoryPlace ofThisMachine(@Nullable Path configured) {
		boolean linux = System.getProperty("os.name", "").startsWith("Linux");
		return new DirectoryPlace(configured, Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).map(Path::of),
				Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"),
				linux ? LINUX_SOCKET : OTHER_SOCKET);
	}

	/**
	 * Open the directory for an application on a port.
	 * @param application what tells applications apart
	 * @param port the public port
	 * @return the directory
	 * @throws WrongSettingException if there is none that can be used
	 */
	RuntimeDirectory open(String application, int port) {
		List<String> failures = new ArrayList<>();
		for (Path path : candidates(application, port)) {
			try {
				if (isShort(path)) {
					RuntimeDirectory directory = RuntimeDirectory.open(path);
					directory.label(application);
					return directory;
				}
				failures.add(path + ": with " + bytes(path) + " bytes it is too long for sockets in it (at most "
						+ (this.longestSocket - SOCKET_NAME) + ")");
			}
			catch (IOException | UnsupportedOperationException ex) {
				failures.add(path + ": " + reason(ex));
			}
		}
		throw new WrongSettingException(PROPERTY, (this.configured != null) ? this.configured.toString() : "(not set)",
				"no directory for private sockets can be used: " + String.join("; ", failures),
				"Set bootcluster.directory to a directory with a short path that user '" + this.user
						+ "' may write to, such as /run/user/<id> or /tmp/<name>.");
	}

	List<Path> candidates(String application, int port) {
		String leaf = PREFIX + hash(application + "|" + port);
		if (this.configured != null) {
			return List.of(this.configured.toAbsolutePath().resolve(leaf));
		}
		List<Path> candidates = new ArrayList<>();
		this.runtime.ifPresent((path) -> candidates.add(path.resolve(leaf)));
		candidates.add(this.temporary.resolve("bootcluster-" + this.user).resolve(leaf));
		candidates.add(Path.of("/tmp", leaf));
		return candidates.stream().distinct().toList();
	}

	private boolean isShort(Path path) {
		return bytes(path) + SOCKET_NAME <= this.longestSocket;
	}

	private static int bytes(Path path) {
		return path.toString().getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * The JDK says no more than the path and the type where the system has no text.
	 */
	private static String reason(Exception ex) {
		if (ex instanceof AccessDeniedException) {
			return "access denied";
		}
		if (ex instanceof FileSystemException system && system.getReason() == null) {
			return "it cannot be created";
		}
		return String.valueOf(ex.getMessage());
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 4);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
