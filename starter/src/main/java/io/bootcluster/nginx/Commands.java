package io.bootcluster.nginx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs Nginx's commands. They never have a shell, nor anything to read.
 */
interface Commands {

	/**
	 * Run a command to its end.
	 * @param words the program and its arguments
	 * @return how it ended
	 */
	Ended run(List<String> words);

	/**
	 * Split a command into its words.
	 * @param command the words with blanks between them
	 * @return the words
	 */
	static List<String> words(String command) {
		return Stream.of(command.strip().split("\\s+")).filter((word) -> !word.isEmpty()).toList();
	}

	/**
	 * How a command ended.
	 *
	 * @param good whether it ran and exited with 0
	 * @param output what it printed, in one line and bounded, or why it did not run
	 */
	record Ended(boolean good, String output) {
	}

	/**
	 * Runs processes, none longer than a while.
	 *
	 * @param patience how long
	 */
	record Processes(Duration patience) implements Commands {

		private static final int MOST = 4096;

		@Override
		public Ended run(List<String> words) {
			if (words.isEmpty()) {
				return new Ended(false, "no command");
			}
			try {
				Path output = Files.createTempFile("bootcluster-nginx", ".out");
				try {
					return run(words, output);
				}
				finally {
					Files.deleteIfExists(output);
				}
			}
			catch (IOException ex) {
				return new Ended(false, String.valueOf(ex.getMessage()));
			}
		}

		/**
		 * Its output goes to a file, since a child that it leaves behind could hold a
		 * pipe open for ever.
		 */
		private Ended run(List<String> words, Path output) throws IOException {
			Process process = new ProcessBuilder(words).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			process.getOutputStream().close();
			try {
				if (process.waitFor(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
					return new Ended(process.exitValue() == 0, head(output));
				}
				return new Ended(false, "no end after " + this.patience.toSeconds() + "s");
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return new Ended(false, "interrupted");
			}
			finally {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
			}
		}

		private static String head(Path output) throws IOException {
			try (InputStream in = Files.newInputStream(output)) {
				return new String(in.readNBytes(MOST), StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", " | ");
			}
		}

	}

}
