package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who waits for this process's end, as far as can be seen.
 *
 * @param pid this process
 * @param init name of process 1
 * @param parent process that has started this one
 * @param environment variables of this process
 */
public record Circumstances(long pid, String init, long parent, Map<String, String> environment) {

	/**
	 * Look at this process.
	 * @return what can be seen
	 */
	public static Circumstances look() {
		ProcessHandle current = ProcessHandle.current();
		return new Circumstances(current.pid(), nameOfInit(), current.parent().map(ProcessHandle::pid).orElse(0L),
				System.getenv());
	}

	private static String nameOfInit() {
		try {
			return Files.readString(Path.of("/proc/1/comm"), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
