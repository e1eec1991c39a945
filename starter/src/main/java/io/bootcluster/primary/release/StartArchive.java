package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What a JVM writes about a release so that the next one starts faster from it: an
 * archive of class data, or from Java 25 on a cache of what was learnt ahead of time.
 * Says which arguments make and use one, and finds it. It belongs to one build of Java
 * and to the flags that were set, but for those that HotSpot does not mind: it may be
 * used on a machine with another memory than that on which it was made. The file's name
 * ends with its size, because a JVM may crash over one that is cut short.
 *
 * @param kind {@link Origin.Kind#CDS} or {@link Origin.Kind#AOT_CACHE}
 * @param key names the build of Java and the flags
 */
record StartArchive(Origin.Kind kind, String key) {

	private static final Log logger = LogFactory.getLog(StartArchive.class);

	private static final int AOT_SINCE = 25;

	private static final int KEY_BYTES = 6;

	/**
	 * An agent changes classes, and may not take well to being started for training.
	 * Whoever names archives wants those.
	 */
	private static final Pattern HINDRANCE = Pattern
		.compile("-(javaagent:|agentlib:|agentpath:|Xrun|Xshare|XX:SharedArchive|XX:ArchiveClasses|XX:AOT).*");

	/**
	 * These collectors lay out objects alike, unlike ZGC.
	 */
	private static final Pattern WITHOUT_EFFECT = Pattern
		.compile("-(D|Xm[sxn]|Xss).*|-XX:\\+Use(Serial|Parallel|G1)GC");

	private static final Pattern LARGEST_HEAP = Pattern.compile("-Xmx(\\d+)([kmgt]?)", Pattern.CASE_INSENSITIVE);

	private static final String UNITS = "kmgt";

	/**
	 * References are not compressed in larger heaps, for which archives of others are of
	 * no use.
	 */
	private static final long MOST_COMPRESSED = (32L << 30) - (4L << 20);

	private static final Pattern FILE = Pattern.compile("([0-9a-f]+)-([0-9]+)\\.(jsa|aot)");

	/**
	 * Return the archive for a worker's JVM.
	 * @param java the JVM's build
	 * @param arguments the JVM's arguments
	 * @return the archive, or empty if there can be none
	 */
	static Optional<StartArchive> of(JavaBuild java, List<String> arguments) {
		boolean hindered = arguments.stream().anyMatch((argument) -> HINDRANCE.matcher(argument).matches());
		if (!java.isHotSpot() || hindered) {
			return Optional.empty();
		}
		List<String> parts = new ArrayList<>(List.of(java.build()));
		arguments.stream().filter((argument) -> !WITHOUT_EFFECT.matcher(argument).matches()).forEach(parts::add);
		if (largestHeap(arguments) > MOST_COMPRESSED) {
			parts.add("uncompressed");
		}
		return Optional.of(new StartArchive((java.feature() >= AOT_SINCE) ? Origin.Kind.AOT_CACHE : Origin.Kind.CDS,
				digest(String.join("\n", parts))));
	}

	/**
	 * The last one counts.
	 */
	private static long largestHeap(List<String> arguments) {
		return arguments.stream()
			.map(LARGEST_HEAP::matcher)
			.filter(Matcher::matches)
			.mapToLong((heap) -> Long.parseLong(heap.group(1)) << (10 * unit(heap.group(2))))
			.reduce(0, (first, last) -> last);
	}

	private static int unit(String letter) {
		return letter.isEmpty() ? 0 : UNITS.indexOf(letter.toLowerCase(Locale.ROOT)) + 1;
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean isCache() {
		return this.kind == Origin.Kind.AOT_CACHE;
	}

	/**
	 * Return the arguments with which a JVM writes one as it ends.
	 * @param file where to
	 */
	List<String> training(Path file) {
		return List.of((isCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
	}

	/**
	 * Return the arguments with which a JVM uses one. If it cannot, it goes on without,
	 * and says nothing about it.
	 * @param file where it is
	 */
	List<String> use(Path file) {
		return isCache() ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off", "-Xlog:cds*=off")
				: List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off");
	}

	/**
	 * Find one that was made, and is as long as it was then.
	 * @param directory where archives are
	 * @return the file
	 */
	Optional<Path> find(Path directory) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this.key + "-*")) {
			for (Path file : files) {
				Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
				if (name.matches() && Files.size(file) == Long.parseLong(name.group(2))) {
					return Optional.of(file);
				}
			}
		}
		catch (IOException ex) {
			logger.debug("No start archive in " + directory, ex);
		}
		return Optional.empty();
	}

	/**
	 * Remove what {@link #find} would find.
	 * @param directory where archives are
	 */
	void remove(Path directory) {
		try {
			for (Optional<Path> file = find(directory); file.isPresent(); file = find(directory)) {
				Files.delete(file.get());
			}
		}
		catch (IOException ex) {
			logger.debug("A start archive in " + directory + " stays", ex);
		}
	}

	/**
	 * Return the name of one that is whole.
	 * @param size its size, bytes
	 */
	String name(long size) {
		return this.key + "-" + size + (isCache() ? ".aot" : ".jsa");
	}

	/**
	 * A build of Java.
	 *
	 * @param feature its feature version, such as 17
	 * @param vm name of its virtual machine
	 * @param build what tells it from every other build
	 */
	record JavaBuild(int feature, String vm, String build) {

		static JavaBuild ofThisJvm() {
			return new JavaBuild(Runtime.version().feature(), System.getProperty("java.vm.name", ""),
					String.join(" ", System.getProperty("java.home", ""), System.getProperty("java.vm.vendor", ""),
							System.getProperty("java.vm.version", ""), System.getProperty("os.arch", "")));
		}

		boolean isHotSpot() {
			return this.vm.contains("HotSpot") || this.vm.startsWith("OpenJDK");
		}

	}

}
