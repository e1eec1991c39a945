package io.bootcluster.endtoend.harness;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which Netty every application under test runs on: the one of the sample's Boot, or with
 * {@code -Dsample.netty=class-path} the one of the tests' class path, which is the newest
 * that we know.
 */
final class Netty {

	static final Pattern JAR = Pattern.compile("(netty-[a-z-]+)-([0-9.]+\\.Final)((?:-linux-[a-z0-9_]+)?)\\.jar");

	private static final Path OF_SAMPLE = Path.of("target", "sample-netty").toAbsolutePath();

	private Netty() {
	}

	static boolean isOfClassPath() {
		return System.getProperty("sample.netty", "").equals("class-path");
	}

	/**
	 * Return the jars of the tests' class path.
	 * @return the jars by artifact and classifier
	 */
	static Map<String, Path> onClassPath() {
		return Arrays.stream(testClassPath())
			.map(Path::of)
			.filter((file) -> JAR.matcher(file.getFileName().toString()).matches())
			.collect(Collectors.toMap((file) -> artifact(file.getFileName().toString()), Function.identity()));
	}

	/**
	 * Return the tests' class path for an application of their own, with the Netty that
	 * is meant.
	 * @return the class path
	 */
	static String classPath() {
		Map<String, Path> wanted = isOfClassPath() ? onClassPath() : ofSample();
		return Arrays.stream(testClassPath())
			.map((entry) -> exchanged(entry, wanted))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String exchanged(String entry, Map<String, Path> wanted) {
		String name = Path.of(entry).getFileName().toString();
		return JAR.matcher(name).matches() ? wanted.get(artifact(name)).toString() : entry;
	}

	private static Map<String, Path> ofSample() {
		Map<String, Path> jars = new HashMap<>();
		try (ZipFile sample = new ZipFile(SampleJar.BUILT.toFile())) {
			Files.createDirectories(OF_SAMPLE);
			for (ZipEntry entry : sample.stream().toList()) {
				String name = Path.of(entry.getName()).getFileName().toString();
				if (JAR.matcher(name).matches()) {
					jars.put(artifact(name), extracted(sample, entry, OF_SAMPLE.resolve(name)));
				}
			}
			return jars;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path extracted(ZipFile sample, ZipEntry entry, Path to) throws IOException {
		if (!Files.exists(to)) {
			Path partial = Files.createTempFile(OF_SAMPLE, "netty", ".part");
			try (InputStream in = sample.getInputStream(entry)) {
				Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
			}
			Files.move(partial, to, StandardCopyOption.REPLACE_EXISTING);
		}
		return to;
	}

	private static String artifact(String file) {
		Matcher netty = JAR.matcher(file);
		if (!netty.matches()) {
			throw new IllegalArgumentException(file);
		}
		return netty.group(1) + netty.group(3);
	}

	private static String[] testClassPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
			.split(File.pathSeparator);
	}

}
