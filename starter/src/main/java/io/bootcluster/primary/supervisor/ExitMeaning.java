package io.bootcluster.primary.supervisor;

import java.util.Map;

/**
 * Says in words how a process ended.
 */
final class ExitMeaning {

	private static final int SIGNALS = 128;

	private static final int OUT_OF_MEMORY = 3;

	private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(1, "HUP"), Map.entry(2, "INT"),
			Map.entry(3, "QUIT"), Map.entry(4, "ILL"), Map.entry(6, "ABRT"), Map.entry(7, "BUS"), Map.entry(8, "FPE"),
			Map.entry(9, "KILL"), Map.entry(11, "SEGV"), Map.entry(13, "PIPE"), Map.entry(14, "ALRM"),
			Map.entry(15, "TERM"));

	private ExitMeaning() {
	}

	static boolean isSignal(int code) {
		return code > SIGNALS && code <= SIGNALS + 64;
	}

	/**
	 * Return what the code means.
	 * @param code the exit code, 128 + n for signal n
	 * @param cause why the primary ended the process; empty if it did not
	 * @return the meaning
	 */
	static String of(int code, String cause) {
		return cause.isEmpty() ? of(code) : cause + ", " + of(code);
	}

	private static String of(int code) {
		if (isSignal(code)) {
			int signal = code - SIGNALS;
			String name = NAMES.get(signal);
			return "killed by signal " + signal + ((name != null) ? " (" + name + ")" : "");
		}
		// What -XX:+ExitOnOutOfMemoryError ends with.
		return (code == OUT_OF_MEMORY) ? "out of memory (exit code 3)" : "exit code " + code;
	}

}
