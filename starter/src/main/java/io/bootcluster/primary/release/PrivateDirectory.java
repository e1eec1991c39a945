package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;

/**
 * A directory that only this user may enter, and that nobody else can put another one in
 * the place of.
 */
public final class PrivateDirectory {

	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

	private static final FileAttribute<?> CREATED_PRIVATE = PosixFilePermissions.asFileAttribute(PRIVATE);

	private PrivateDirectory() {
	}

	/**
	 * Create it, or make one that exists private.
	 * @param path where
	 * @throws IOException if it cannot be trusted, with a message for people
	 */
	public static void create(Path path) throws IOException {
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

}
