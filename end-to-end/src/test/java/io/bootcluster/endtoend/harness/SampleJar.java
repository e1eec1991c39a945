package io.bootcluster.endtoend.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The sample application's jar: as it was built, with the Netty of its Boot, or with
 * {@code -Dsample.netty=class-path} a copy with the Netty of the tests' class path, which
 * is the newest that we know.
 */
public final class SampleJar {

	private static final Path BUILT = Path.of("..", "sample-app", "target", "sample-app.jar")
		.toAbsolutePath()
		.normalize();

	private static final Path COPY = Path.of("target", "sample-app-other-netty.jar").toAbsolutePath();

	private static final Pattern NETTY = Pattern
		.compile("(netty-[a-z-]+)-([0-9.]+\\.Final)((?:-linux-[a-z0-9_]+)?)\\.jar");

	private SampleJar() {
	}

	static synchronized Path path() {
		if (!System.getProperty("sample.netty", "").equals("class-path")) {
			return BUILT;
		}
		try {
			if (!Files.exists(COPY)
					|| Files.getLastModifiedTime(COPY).compareTo(Files.getLastModifiedTime(BUILT)) <= 0) {
				copy();
			}
			return COPY;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the versions of Netty that are in it.
	 * @return one, if all is well
	 */
	public static List<String> nettyVersions() throws IOException {
		try (ZipFile jar = new ZipFile(path().toFile())) {
			return jar.stream()
				.map((entry) -> NETTY.matcher(entry.getName()))
				.filter(Matcher::find)
				.map((netty) -> netty.group(2))
				.distinct()
				.toList();
		}
	}

	private static void copy() throws IOException {
		Map<String, Path> others = onClassPath();
		Path partial = COPY.resolveSibling("sample-app-other-netty.part");
		try (ZipFile jar = new ZipFile(BUILT.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(partial))) {
			Enumeration<? extends ZipEntry> entries = jar.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				byte[] bytes = jar.getInputStream(entry).readAllBytes();
				Matcher netty = NETTY.matcher(entry.getName());
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
		return NETTY.matcher(text)
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

	private static Map<String, Path> onClassPath() {
		return Arrays.stream(Launch.testClassPath().split(File.pathSeparator))
			.map(Path::of)
			.filter((file) -> NETTY.matcher(file.getFileName().toString()).matches())
			.collect(Collectors.toMap((file) -> artifact(file.getFileName().toString()), Function.identity()));
	}

	private static String artifact(String file) {
		Matcher netty = NETTY.matcher(file);
		netty.matches();
		return netty.group(1) + netty.group(3);
	}

}
