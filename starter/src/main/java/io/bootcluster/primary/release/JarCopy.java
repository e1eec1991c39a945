package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Copies a jar, and insists that the copy is the jar that was meant: not one that was
 * being written, and with nothing damaged in it. Where the file system can, the copy
 * shares the jar's blocks until one of them is written; it is never a link, since a link
 * to a file that is overwritten in place changes with it. It is as old as the jar: that
 * is what the application tells of its static content ({@code Last-Modified}), on every
 * node.
 */
final class JarCopy {

	private static final Log logger = LogFactory.getLog(JarCopy.class);

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private JarCopy() {
	}

	/**
	 * Copy a jar.
	 * @param jar the jar
	 * @param before the jar's stamp when its release was read
	 * @param id name of its content
	 * @param target where the copy is to be
	 * @throws IOException if the copy is not what was meant, with a message for people
	 */
	static void make(Path jar, FileStamp before, String id, Path target) throws IOException {
		if (!clone(jar, target)) {
			Files.deleteIfExists(target);
			Files.copy(jar, target);
		}
		if (!FileStamp.of(jar).equals(before)) {
			throw new IOException(jar + " was written while it was copied; try again when that is finished");
		}
		if (!Fingerprint.ofJar(target).equals(id)) {
			throw new IOException("the copy in " + target + " is not the same");
		}
		JarFacts.verify(target);
		Files.setLastModifiedTime(target, before.modified());
	}

	/**
	 * Not every JDK's own copy asks for shared blocks.
	 */
	private static boolean clone(Path jar, Path target) {
		Path log = target.resolveSibling("cp.log");
		try {
			List<String> command = List.of("cp", "--reflink=auto", "--", jar.toAbsolutePath().toString(),
					target.toString());
			return new Errand(command, log).run(LIMIT) == 0;
		}
		catch (IOException ex) {
			logger.debug("No cp", ex);
			return false;
		}
		finally {
			deleteQuietly(log);
		}
	}

	private static void deleteQuietly(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.debug(file + " stays", ex);
		}
	}

}
