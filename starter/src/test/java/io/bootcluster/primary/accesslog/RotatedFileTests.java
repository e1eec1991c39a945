package io.bootcluster.primary.accesslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No line is lost when a file is put aside, and only so many are kept.
 */
@ExtendWith(OutputCaptureExtension.class)
class RotatedFileTests {

	@TempDir
	private Path directory;

	private Instant now = Instant.parse("2026-11-23T10:00:00Z");

	@Test
	void fileThatIsFullIsPutAside() throws IOException {
		try (RotatedFile file = file(10, 7)) {
			write(file, "12345", "6789", "abc");
		}
		assertThat(names()).containsExactly("access-2026-11-23.1.log", "access.log");
		assertThat(this.directory.resolve("access-2026-11-23.1.log")).hasContent("12345");
		assertThat(this.directory.resolve("access.log")).hasContent("6789\nabc");
	}

	@Test
	void fileOfYesterdayIsPutAsideUnderItsDay() throws IOException {
		try (RotatedFile file = file(0, 7)) {
			write(file, "yesterday");
			this.now = this.now.plusSeconds(24 * 60 * 60);
			write(file, "today");
		}
		assertThat(names()).containsExactly("access-2026-11-23.1.log", "access.log");
		assertThat(this.directory.resolve("access.log")).hasContent("today");
	}

	@Test
	void oldestAreDropped() throws IOException {
		Files.createFile(this.directory.resolve("access-2026-11-23.x.log"));
		try (RotatedFile file = file(1, 2)) {
			for (int line = 1; line <= 13; line++) {
				write(file, "line " + line);
			}
		}
		assertThat(names()).containsExactly("access-2026-11-23.11.log", "access-2026-11-23.12.log",
				"access-2026-11-23.x.log", "access.log");
		assertThat(this.directory.resolve("access-2026-11-23.11.log")).hasContent("line 11");
	}

	@Test
	void fileThatCannotBePutAsideGrowsOn(CapturedOutput output) throws IOException {
		Files.createFile(this.directory.resolve("access-2026-11-23.999999999.log"));
		Files.createFile(this.directory.resolve("access-2026-11-23.1000000000.log"));
		try (RotatedFile file = file(10, 7)) {
			write(file, "12345", "6789", "abc");
		}
		assertThat(this.directory.resolve("access.log")).hasContent("12345\n6789\nabc");
		assertThat(output).contains("access.log cannot be put aside and grows on: ");
	}

	@Test
	void earlierOneThatCannotBeDeletedKeepsNoOther(CapturedOutput output) throws IOException {
		Files.createDirectories(this.directory.resolve("access-2026-11-21.1.log/in the way"));
		Files.createFile(this.directory.resolve("access-2026-11-22.1.log"));
		try (RotatedFile file = file(10, 0)) {
			write(file, "12345", "6789", "abc");
		}
		assertThat(names()).containsExactly("access-2026-11-21.1.log", "access.log");
		assertThat(this.directory.resolve("access.log")).hasContent("6789\nabc");
		assertThat(output).contains("access-2026-11-21.1.log is older than those that are kept and cannot be deleted")
			.doesNotContain("cannot be put aside");
	}

	@Test
	void fileBehindALinkIsPutAsideWhereItIs() throws IOException {
		Path volume = Files.createDirectory(this.directory.resolve("volume"));
		Path link = Files.createSymbolicLink(this.directory.resolve("access.log"), volume.resolve("site.log"));
		try (RotatedFile file = file(10, 7)) {
			write(file, "12345", "6789");
		}
		assertThat(link).isSymbolicLink();
		assertThat(volume.resolve("site-2026-11-23.1.log")).hasContent("12345");
		assertThat(volume.resolve("site.log")).hasContent("6789");
	}

	@Test
	void directoryMayBeALink() throws IOException {
		Path volume = Files.createDirectory(this.directory.resolve("volume"));
		Path logs = Files.createSymbolicLink(this.directory.resolve("logs"), volume);
		try (RotatedFile file = new RotatedFile(logs.resolve("access.log"), 10, 7, () -> this.now, ZoneOffset.UTC)) {
			write(file, "12345", "6789");
		}
		assertThat(volume.resolve("access-2026-11-23.1.log")).hasContent("12345");
	}

	@Test
	void deviceIsNotPutAside() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("access.log"), Path.of("/dev/null"));
		try (RotatedFile file = file(10, 7)) {
			write(file, "12345", "6789");
			this.now = this.now.plusSeconds(24 * 60 * 60);
			write(file, "abc");
		}
		assertThat(names()).containsExactly("access.log");
		assertThat(this.directory.resolve("access.log")).isSymbolicLink();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void outputOfTheProcessIsNotPutAsideEvenWhereItIsAFile() throws Exception {
		Path out = this.directory.resolve("out.log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), ToStandardOutput.class.getName())
			.redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).isZero();
		assertThat(names()).containsExactly("out.log");
		assertThat(out).hasContent("12345\n6789\nabc");
	}

	@Test
	void lineThatWasCutShortIsEndedFirst() throws IOException {
		Files.writeString(this.directory.resolve("access.log"), "before\ncut sh");
		Files.setLastModifiedTime(this.directory.resolve("access.log"), FileTime.from(this.now));
		try (RotatedFile file = file(0, 7)) {
			write(file, "after");
		}
		assertThat(this.directory.resolve("access.log")).hasContent("before\ncut sh\nafter");
	}

	@Test
	void fileThatSomebodyElsePutAsideIsBegunAnew() throws IOException {
		try (RotatedFile file = file(0, 7)) {
			write(file, "one");
			Files.move(this.directory.resolve("access.log"), this.directory.resolve("access.log.1"));
			write(file, "two");
			write(file, "three");
		}
		assertThat(this.directory.resolve("access.log.1")).hasContent("one\ntwo");
		assertThat(this.directory.resolve("access.log")).hasContent("three");
	}

	@Test
	void fileThatIsThereIsContinued() throws IOException {
		Files.writeString(this.directory.resolve("access.log"), "before\n");
		Files.setLastModifiedTime(this.directory.resolve("access.log"), FileTime.from(this.now));
		try (RotatedFile file = file(0, 7)) {
			write(file, "after");
		}
		assertThat(this.directory.resolve("access.log")).hasContent("before\nafter");
	}

	private RotatedFile file(long most, int keep) {
		return new RotatedFile(this.directory.resolve("access.log"), most, keep, () -> this.now, ZoneOffset.UTC);
	}

	private static void write(RotatedFile file, String... lines) throws IOException {
		for (String line : lines) {
			file.write(line);
		}
		file.flush();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((path) -> path.getFileName().toString()).sorted().toList();
		}
	}

	/**
	 * Has an access log where it may write what is not its own.
	 */
	static final class ToStandardOutput {

		private ToStandardOutput() {
		}

		public static void main(String[] arguments) throws IOException {
			try (RotatedFile file = new RotatedFile(Path.of("/dev/stdout"), 10, 7, Instant::now, ZoneOffset.UTC)) {
				write(file, "12345", "6789", "abc");
			}
		}

	}

}
