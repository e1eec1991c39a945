package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM keeps on its heap, as its user may always look at it. The file is gone once
 * it has been read.
 */
public final class HeapDump {

	private final String octets;

	private HeapDump(String octets) {
		this.octets = octets;
	}

	/**
	 * Look at what a JVM can still reach.
	 * @param pid its process
	 * @return the dump
	 */
	public static HeapDump of(long pid) {
		return dump(pid);
	}

	/**
	 * Look at what a JVM has on its heap, garbage included.
	 * @param pid its process
	 * @return the dump
	 */
	public static HeapDump withGarbage(long pid) {
		return dump(pid, "-all");
	}

	private static HeapDump dump(long pid, String... options) {
		try {
			Path directory = Files.createTempDirectory("heap");
			Path file = directory.resolve("dump.hprof");
			try {
				List<String> question = new ArrayList<>(List.of("GC.heap_dump"));
				question.addAll(List.of(options));
				question.add(file.toString());
				ask(pid, question.toArray(String[]::new));
				return new HeapDump(Files.readString(file, StandardCharsets.ISO_8859_1));
			}
			finally {
				Files.deleteIfExists(file);
				Files.delete(directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ask a JVM by {@code jcmd}.
	 * @param pid its process
	 * @param question a diagnostic command
	 * @return what it answered
	 */
	public static String ask(long pid, String... question) {
		String[] command = new String[question.length + 2];
		command[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		command[1] = Long.toString(pid);
		System.arraycopy(question, 0, command, 2, question.length);
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IllegalStateException(String.join(" ", command) + ": " + answer);
			}
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public boolean contains(String text) {
		return this.octets.contains(text);
	}

	/**
	 * Find something by what stands around it.
	 * @param pattern what to look for, with one group
	 * @return the first group that was found
	 */
	public Optional<String> find(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.octets);
		return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

}
