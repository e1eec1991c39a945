package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a process listens, as the kernel tells it.
 */
public final class Listeners {

	private static final String LISTENING = "0A";

	private static final String ACCEPTS = "00010000";

	private Listeners() {
	}

	/**
	 * Return the TCP ports that a process listens on.
	 * @param pid the process
	 * @return the ports
	 */
	public static List<Integer> ports(long pid) {
		Set<String> sockets = sockets(pid);
		return Stream.concat(rows(pid, "tcp"), rows(pid, "tcp6"))
			.filter((columns) -> columns[3].equals(LISTENING) && sockets.contains(columns[9]))
			.map((columns) -> Integer.parseInt(columns[1].substring(columns[1].lastIndexOf(':') + 1), 16))
			.toList();
	}

	/**
	 * Return the Unix domain sockets that a process listens on.
	 * @param pid the process
	 * @return the paths
	 */
	public static List<Path> paths(long pid) {
		Set<String> sockets = sockets(pid);
		return rows(pid, "unix")
			.filter((columns) -> columns.length > 7 && columns[3].equals(ACCEPTS) && sockets.contains(columns[6]))
			.map((columns) -> Path.of(columns[7]))
			.toList();
	}

	private static Stream<String[]> rows(long pid, String table) {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))
				.stream()
				.map((line) -> line.strip().split("\\s+"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> sockets(long pid) {
		try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
			return open.map(Listeners::target)
				.filter((target) -> target.startsWith("socket:["))
				.map((target) -> target.substring("socket:[".length(), target.length() - 1))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
