package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command that an operator typed, and what came of it.
 *
 * @param exitCode its exit code
 * @param out what it said
 * @param err what it complained of
 * @param took how long it took
 */
public record Command(int exitCode, String out, String err, Duration took) {

	private static final Duration PATIENCE = Duration.ofSeconds(180);

	/**
	 * Type a command for a running cluster of the sample application.
	 * @param cluster the cluster
	 * @param text what is typed
	 * @return what came of it
	 */
	public static Command type(Cluster cluster, String text) {
		return type(SampleJar.path(), text, "--server.port=" + cluster.port());
	}

	/**
	 * Type a command.
	 * @param jar the application
	 * @param text what is typed
	 * @param arguments further arguments
	 * @return what came of it
	 */
	public static Command type(Path jar, String text, String... arguments) {
		List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-jar", jar.toString(), "--bootcluster.command=" + text));
		line.addAll(List.of(arguments));
		try {
			long start = System.nanoTime();
			Process process = new ProcessBuilder(line).start();
			process.getOutputStream().close();
			CompletableFuture<String> out = read(process.getInputStream());
			CompletableFuture<String> err = read(process.getErrorStream());
			if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
				throw new AssertionError("'" + text + "' does not end: " + out.join() + err.join());
			}
			return new Command(process.exitValue(), out.join(), err.join(),
					Duration.ofNanos(System.nanoTime() - start));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static CompletableFuture<String> read(InputStream stream) {
		return CompletableFuture.supplyAsync(() -> {
			try (stream) {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

}
