package io.bootcluster.primary.postmortem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the system says of a process, as far as it does (Linux).
 *
 * @param lines the lines of its status file; empty where there is none
 */
record ProcessSight(List<String> lines) {

	/**
	 * SIGQUIT is signal 3, and the mask's first bit is signal 1.
	 */
	private static final long QUIT = 1 << 2;

	static ProcessSight of(long pid) {
		try {
			return new ProcessSight(Files.readAllLines(Path.of("/proc/" + pid + "/status")));
		}
		catch (IOException ex) {
			return new ProcessSight(List.of());
		}
	}

	/**
	 * Return whether the whole process stands still, so that it answers nobody.
	 */
	boolean isStopped() {
		return value("State").filter((state) -> state.startsWith("T") || state.startsWith("t")).isPresent();
	}

	/**
	 * Return whether the QUIT signal would end the process instead of reaching its JVM,
	 * which has just started or leaves signals alone ({@code -Xrs}).
	 */
	boolean wouldQuit() {
		return value("SigCgt").filter((mask) -> (Long.parseUnsignedLong(mask, 16) & QUIT) == 0).isPresent();
	}

	private Optional<String> value(String name) {
		return this.lines.stream()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).strip())
			.findFirst();
	}

}
