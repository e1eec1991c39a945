package io.bootcluster.primary;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.bootcluster.control.LineServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Loads every class that the primary can need while its jar is still what it was: a jar
 * overwritten in place would else end it at the first error path it takes. Runs on a
 * thread of its own that ends by itself.
 */
final class EarlyLoading implements Runnable {

	private static final Log logger = LogFactory.getLog(EarlyLoading.class);

	private static final String CLASS = ".class";

	/**
	 * One class of each jar, and which of the jar's packages are needed.
	 */
	private static final List<Origin> ORIGINS = List.of(
			new Origin("io/bootcluster/WorkerId",
					List.of("io/bootcluster/", "io/bootcluster/control/", "io/bootcluster/launch/",
							"io/bootcluster/primary/**")),
			new Origin("io/netty/util/Version", List.of("io/netty/util/**")),
			new Origin("io/netty/buffer/ByteBuf", List.of("io/netty/buffer/")),
			new Origin("io/netty/channel/Channel",
					List.of("io/netty/channel/", "io/netty/channel/nio/", "io/netty/channel/socket/",
							"io/netty/channel/socket/nio/", "io/netty/channel/internal/")),
			new Origin("io/netty/channel/epoll/Epoll", List.of("io/netty/channel/epoll/")),
			new Origin("io/netty/channel/unix/Socket", List.of("io/netty/channel/unix/")),
			new Origin("io/netty/handler/timeout/TimeoutException", List.of("io/netty/handler/ssl/")),
			new Origin("tools/jackson/core/JacksonException", List.of("tools/jackson/core/exc/")),
			new Origin("tools/jackson/databind/ObjectMapper", List.of("tools/jackson/databind/exc/")),
			new Origin("ch/qos/logback/classic/Logger",
					List.of("ch/qos/logback/classic/spi/", "ch/qos/logback/classic/pattern/")),
			new Origin("org/springframework/boot/SpringApplication",
					List.of("org/springframework/boot/", "org/springframework/boot/diagnostics/")));

	static void begin() {
		Thread thread = new Thread(new EarlyLoading(), "bootcluster-early-loading");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		long start = System.nanoTime();
		// First, because the first worker needs it at once.
		LineServer.rehearse();
		int loaded = ORIGINS.stream().mapToInt(EarlyLoading::load).sum();
		logger.debug(loaded + " classes loaded early in " + (System.nanoTime() - start) / 1_000_000 + " ms");
	}

	private static int load(Origin origin) {
		ClassLoader loader = EarlyLoading.class.getClassLoader();
		URL url = loader.getResource(origin.representative() + CLASS);
		if (url == null) {
			return 0;
		}
		try {
			List<String> names = entries(url, origin.representative()).filter(origin::needs).toList();
			return (int) names.stream().filter((name) -> load(name, loader)).count();
		}
		catch (IOException ex) {
			logger.debug("The classes beside " + url + " are not loaded early", ex);
			return 0;
		}
	}

	private static Stream<String> entries(URL url, String representative) throws IOException {
		if (url.openConnection() instanceof JarURLConnection connection) {
			return connection.getJarFile().stream().map((entry) -> entry.getName());
		}
		String location = url.toString();
		Path root = Path.of(URI.create(location.substring(0, location.length() - (representative + CLASS).length())));
		try (Stream<Path> tree = Files.walk(root)) {
			return tree.map((path) -> root.relativize(path).toString()).toList().stream();
		}
	}

	@SuppressWarnings("CatchAndPrintStackTrace")
	private static boolean load(String entry, ClassLoader loader) {
		try {
			String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
			return Class.forName(name, false, loader) != null;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// Made for a library that is not there.
			return false;
		}
	}

	/**
	 * What to load from one jar.
	 *
	 * @param representative a class in it
	 * @param packages paths of packages; {@code **} at the end takes those below too
	 */
	private record Origin(String representative, List<String> packages) {

		boolean needs(String entry) {
			if (!entry.endsWith(CLASS) || entry.endsWith("-info.class")) {
				return false;
			}
			String location = entry.substring(0, entry.lastIndexOf('/') + 1);
			return this.packages.stream()
				.anyMatch((name) -> name.endsWith("**") ? location.startsWith(name.substring(0, name.length() - 2))
						: location.equals(name));
		}

	}

}
