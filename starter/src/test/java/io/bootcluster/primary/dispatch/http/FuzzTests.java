package io.bootcluster.primary.dispatch.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets a fuzzer that watches which branches are taken look for bytes that break one of
 * {@link HttpProperties}: a minute in all, or as long as {@code -Dfuzz.seconds} says. It
 * begins with the tables; what else it found interesting is kept until the next clean
 * build.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class FuzzTests {

	private static final int SECONDS = Integer.getInteger("fuzz.seconds", 60);

	/**
	 * Larger ones are not what a fuzzer is good at.
	 */
	private static final int LARGEST = 4096;

	private static final Path DIRECTORY = Path.of("target", "fuzz").toAbsolutePath();

	@Test
	void requestsHoldTheProperties() throws Exception {
		fuzz(RequestFuzzer.class, WireText.table("requests.txt").stream().map((row) -> WireText.bytes(row[1])));
	}

	@Test
	void answersHoldTheProperties() throws Exception {
		fuzz(AnswerFuzzer.class,
				WireText.table("answers.txt").stream().map((row) -> AnswerFuzzer.seed(row[1], WireText.bytes(row[2]))));
	}

	private static void fuzz(Class<?> target, Stream<byte[]> seeds) throws Exception {
		Path home = DIRECTORY.resolve(target.getSimpleName());
		Path found = Files.createDirectories(home.resolve("found"));
		Path corpus = Files.createDirectories(home.resolve("corpus"));
		int count = writeSeeds(Files.createDirectories(home.resolve("seeds")), seeds);
		writeDictionary(home.resolve("dictionary"));
		Path log = home.resolve("log");
		Process fuzzer = new ProcessBuilder(command(target, home)).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(fuzzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS)).as("ends in time, see " + log).isTrue();
		}
		finally {
			fuzzer.destroyForcibly();
		}
		List<String> lines = Files.readAllLines(log);
		System.out.println(target.getSimpleName() + ": " + count + " seeds. "
				+ lines.stream().filter((line) -> line.startsWith("Done ")).findFirst().orElse("Failed."));
		assertThat(fuzzer.exitValue()).as(() -> "found:\n" + rows(found) + reasons(lines) + "\nsee " + log).isZero();
		assertThat(lines).as("has run at all").anyMatch((line) -> line.startsWith("Done "));
	}

	private static List<String> command(Class<?> target, Path home) {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElseThrow());
		command.addAll(List.of("-Xmx512m", "-Xss4m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				"com.code_intelligence.jazzer.Jazzer"));
		command.addAll(List.of("--target_class=" + target.getName(), "--reproducer_path=" + home,
				"--instrumentation_includes=io.bootcluster.primary.dispatch.http.*",
				// Hooks of the fuzzer's own checks would break Netty, and find nothing
				// here.
				"--custom_hook_includes=io.bootcluster.none.**"));
		command.addAll(
				List.of("-max_total_time=" + SECONDS / 2, "-timeout=60", "-max_len=" + LARGEST, "-print_final_stats=1",
						"-artifact_prefix=" + home.resolve("found") + "/", "-dict=" + home.resolve("dictionary"),
						home.resolve("corpus").toString(), home.resolve("seeds").toString()));
		return command;
	}

	private static int writeSeeds(Path directory, Stream<byte[]> seeds) throws IOException {
		List<byte[]> small = seeds.filter((seed) -> seed.length <= LARGEST).toList();
		for (int i = 0; i < small.size(); i++) {
			Files.write(directory.resolve("seed-" + i), small.get(i));
		}
		return small.size();
	}

	private static void writeDictionary(Path file) throws IOException {
		List<String> entries = new ArrayList<>();
		for (String snippet : HttpMutationTests.SNIPPETS) {
			StringBuilder entry = new StringBuilder("\"");
			for (byte octet : WireText.bytes(snippet)) {
				entry.append("\\x%02x".formatted(octet));
			}
			entries.add(entry.append('"').toString());
		}
		Files.write(file, entries);
	}

	private static String reasons(List<String> lines) {
		return lines.stream()
			.dropWhile((line) -> !line.startsWith("== "))
			.limit(20)
			.reduce("", (all, line) -> all + line + "\n");
	}

	/**
	 * Return what was found as it would be written in the table.
	 */
	private static String rows(Path found) {
		StringBuilder rows = new StringBuilder();
		try (Stream<Path> files = Files.list(found)) {
			for (Path file : files.toList()) {
				rows.append(file.getFileName())
					.append(" | ")
					.append(WireText.text(Files.readAllBytes(file)))
					.append('\n');
			}
		}
		catch (IOException ex) {
			rows.append(ex);
		}
		return rows.toString();
	}

}
