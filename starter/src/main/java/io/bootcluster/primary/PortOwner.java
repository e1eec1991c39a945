package io.bootcluster.primary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds which process listens on a port, where the system tells (Linux, for processes of
 * the same user).
 */
final class PortOwner {

	private static final String LISTENING = "0A";

	private PortOwner() {
	}

	/**
	 * Look for the process.
	 * @param port a TCP port
	 * @return its pid and program, if it can be seen
	 */
	static Optional<String> of(int port) {
		Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
			.flatMap((file) -> lines(Path.of(file)).stream())
			.map((line) -> line.strip().split("\\s+", -1))
			.filter((fields) -> fields.length > 9 && fields[3].equals(LISTENING)
					&& fields[1].endsWith(String.format(":%04X", port)))
			.map((fields) -> "socket:[" + fields[9] + "]")
			.collect(Collectors.toSet());
		return ProcessHandle.allProcesses()
			.filter((process) -> holds(process.pid(), sockets))
			.map((process) -> "process " + process.pid()
					+ process.info().command().map((command) -> " (" + command + ")").orElse(""))
			.findFirst();
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static boolean holds(long pid, Set<String> sockets) {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
			return descriptors.anyMatch((descriptor) -> sockets.contains(target(descriptor)));
		}
		catch (IOException ex) {
			return false;
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
