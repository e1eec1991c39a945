package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes small jars.
 */
final class Jars {

	static final String MANIFEST = "META-INF/MANIFEST.MF";

	private Jars() {
	}

	static Path startable(Path path, String content) throws IOException {
		return write(path, Map.of(MANIFEST, "Manifest-Version: 1.0\nMain-Class: Main\n", "entry", content));
	}

	static Path write(Path path, Map<String, String> entries) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
			for (Map.Entry<String, String> each : new TreeMap<>(entries).entrySet()) {
				ZipEntry entry = new ZipEntry(each.getKey());
				entry.setTime(0);
				zip.putNextEntry(entry);
				zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		return path;
	}

}
