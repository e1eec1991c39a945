package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the {@code curl} of this machine.
 */
public final class Curl {

	private static final String PATIENCE = "60";

	private Curl() {
	}

	/**
	 * Skip the test, and say so, where there is no curl.
	 */
	public static void assumeInstalled() {
		boolean installed = List.of(System.getenv("PATH").split(":"))
			.stream()
			.anyMatch((directory) -> Path.of(directory, "curl").toFile().canExecute());
		Assumptions.assumeTrue(installed, "curl is not on the PATH");
	}

	/**
	 * Run it and insist that it succeeds.
	 * @param arguments its arguments
	 * @return what it wrote, errors included
	 * @throws IOException if it cannot be run
	 */
	public static String run(String... arguments) throws IOException {
		Process process = start(arguments);
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			assertThat(process.waitFor()).as(said).isZero();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return said;
	}

	/**
	 * Run it until it has written something, and end it then.
	 * @param last the text that ends it
	 * @param arguments its arguments
	 * @return what it wrote so far
	 * @throws IOException if it cannot be run
	 */
	public static String runUntil(String last, String... arguments) throws IOException {
		Process process = start(arguments);
		StringBuilder said = new StringBuilder();
		try (InputStream in = process.getInputStream()) {
			int octet = in.read();
			while (octet >= 0 && said.append((char) octet).indexOf(last) < 0) {
				octet = in.read();
			}
		}
		finally {
			process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
		return said.toString();
	}

	private static Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("curl", "-q", "-sS", "--noproxy", "*", "--max-time", PATIENCE));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

}
