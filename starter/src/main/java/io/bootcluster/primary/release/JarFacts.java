package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

/**
 * What a jar's manifest and directory say about how it may be started.
 *
 * @param mainClass the class that is started
 * @param classPath what the manifest names beside the jar; empty if nothing
 * @param libraries the jars in it that are libraries, with their sizes
 */
record JarFacts(String mainClass, String classPath, Map<String, Long> libraries) {

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private static final String TOOLS = "spring-boot-jarmode-tools-";

	/**
	 * Read a jar.
	 * @param path where it is
	 * @return the facts
	 * @throws IOException if it is no jar that can be started, with a message for people
	 */
	static JarFacts read(Path path) throws IOException {
		try (JarFile jar = new JarFile(path.toFile())) {
			Manifest manifest = jar.getManifest();
			String main = value(manifest, Attributes.Name.MAIN_CLASS);
			if (main.isEmpty()) {
				throw new ZipException("its manifest names no main class");
			}
			Map<String, Long> libraries = new HashMap<>();
			jar.stream()
				.filter((entry) -> entry.getName().startsWith(LIBRARIES) && !entry.isDirectory())
				.forEach((entry) -> libraries.put(entry.getName().substring(LIBRARIES.length()), entry.getSize()));
			return new JarFacts(main, value(manifest, Attributes.Name.CLASS_PATH), libraries);
		}
		catch (ZipException ex) {
			throw new IOException(path + " is no jar that can be started: " + ex.getMessage(), ex);
		}
	}

	private static String value(@Nullable Manifest manifest, Attributes.Name name) {
		String value = (manifest != null) ? manifest.getMainAttributes().getValue(name) : null;
		return Objects.requireNonNullElse(value, "");
	}

	/**
	 * Read everything in a jar and compare it with the checksums in its directory.
	 * @param path where it is
	 * @throws IOException if something in it is damaged
	 */
	static void verify(Path path) throws IOException {
		byte[] buffer = new byte[64 * 1024];
		try (JarFile jar = new JarFile(path.toFile(), false)) {
			for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
				CRC32 checksum = new CRC32();
				try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), checksum)) {
					while (in.read(buffer) >= 0) {
						// The checksum counts.
					}
				}
				if (checksum.getValue() != entry.getCrc()) {
					throw new IOException(path + " is damaged: " + entry.getName() + " in it is not what it should be");
				}
			}
		}
		catch (ZipException ex) {
			throw new IOException(path + " is damaged: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return whether it can be started from another place: what its manifest names lies
	 * beside it.
	 */
	boolean isMovable() {
		return this.classPath.isEmpty();
	}

	/**
	 * Return whether Spring Boot's own tools can extract it. Another launcher may have
	 * settings of its own for where classes come from.
	 */
	boolean isExtractable() {
		return this.mainClass.equals(LAUNCHER)
				&& this.libraries.keySet().stream().anyMatch((library) -> library.startsWith(TOOLS));
	}

}
