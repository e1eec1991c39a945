package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The sample application's jar: as it was built, with the Netty of its Boot, or a copy
 * with the {@linkplain Netty Netty of the tests' class path}.
 */
public final class SampleJar {

	static final Path BUILT = Path.of("..", "sample-app", "target", "sample-app.jar").toAbsolutePath().normalize();

	private static final Path COPY = Path.of("target", "sample-app-other-netty.jar").toAbsolutePath();

	/**
	 * Whether the copy is of this run: the build gives each jar the same time.
	 */
	private static boolean copied;

	private SampleJar() {
	}

	static synchronized Path path() {
		if (!Netty.isOfClassPath()) {
			return BUILT;
		}
		if (!copied) {
			try {
				copy();
				copied = true;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return COPY;
	}

	/**
	 * Return the versions of Netty that are in it.
	 * @return one, if all is well
	 */
	public static List<String> nettyVersions() throws IOException {
		try (ZipFile jar = new ZipFile(path().toFile())) {
			return jar.stream()
				.map((entry) -> Netty.JAR.matcher(entry.getName()))
				.filter(Matcher::find)
				.map((netty) -> netty.group(2))
				.distinct()
				.toList();
		}
	}

	private static void copy() throws IOException {
		Map<String, Path> others = Netty.onClassPath();
		Path partial = COPY.resolveSibling("sample-app-other-netty.part");
		try (ZipFile jar = new ZipFile(BUILT.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(partial))) {
			Enumeration<? extends ZipEntry> entries = jar.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				byte[] bytes = jar.getInputStream(entry).readAllBytes();
				Matcher netty = Netty.JAR.matcher(entry.getName());
				if (entry.getName().endsWith(".idx")) {
					write(out, entry, entry.getName(), renamed(bytes, others));
				}
				else if (netty.find()) {
					Path other = others.get(netty.group(1) + netty.group(3));
					write(out, entry, netty.replaceFirst(other.getFileName().toString()), Files.readAllBytes(other));
				}
				else {
					write(out, entry, entry.getName(), bytes);
				}
			}
		}
		Files.move(partial, COPY, StandardCopyOption.REPLACE_EXISTING);
	}

	private static byte[] renamed(byte[] index, Map<String, Path> others) {
		String text = new String(index, StandardCharsets.UTF_8);
		return Netty.JAR.matcher(text)
			.replaceAll((netty) -> others.get(netty.group(1) + netty.group(3)).getFileName().toString())
			.getBytes(StandardCharsets.UTF_8);
	}

	private static void write(ZipOutputStream out, ZipEntry original, String name, byte[] bytes) throws IOException {
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(original.getMethod());
		entry.setTime(original.getTime());
		if (original.getMethod() == ZipEntry.STORED) {
			CRC32 checksum = new CRC32();
			checksum.update(bytes);
			entry.setCrc(checksum.getValue());
			entry.setSize(bytes.length);
		}
		out.putNextEntry(entry);
		out.write(bytes);
		out.closeEntry();
	}

}
