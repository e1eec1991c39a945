package io.bootcluster.primary.accesslog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bootcluster.AccessLog;
import io.bootcluster.AccessLogProperties;
import io.bootcluster.WrongSettingException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All that ended is in the file once the log is closed.
 */
@ExtendWith(OutputCaptureExtension.class)
class AccessLogWriterTests {

	private static final Path FULL = Path.of("/dev/full");

	@TempDir
	private Path directory;

	@Test
	void closeWritesWhatWaits() throws IOException {
		Path file = this.directory.resolve("logs/access.log");
		try (AccessLogWriter writer = AccessLogWriter.open(settings(file))) {
			for (int number = 0; number < 2000; number++) {
				writer.ended(entry("GET /" + number + " HTTP/1.1"));
			}
		}
		assertThat(Files.readAllLines(file)).hasSize(2000).first().asString().contains("\"GET /0 HTTP/1.1\" 200 1 ");
		assertThat(Files.readAllLines(file)).last().asString().contains("\"GET /1999 HTTP/1.1\"");
	}

	@Test
	void fileThatCannotBeWrittenIsAWrongSetting() throws IOException {
		Path file = Files.createFile(this.directory.resolve("plain")).resolve("access.log");
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> AccessLogWriter.open(settings(file)))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("bootcluster.access-log.file"));
	}

	@Test
	@EnabledIf("hasFullDevice")
	void requestsThatAFullDiskDoesNotTakeAreTold(CapturedOutput output) {
		try (AccessLogWriter writer = AccessLogWriter.open(settings(FULL))) {
			writer.ended(entry("GET / HTTP/1.1"));
			Awaitility.await().until(() -> output.getOut().contains("The access log lacks up to 1 requests"));
		}
	}

	@Test
	@EnabledIf("hasFullDevice")
	void requestsLostSinceTheLastTellingAreToldAtTheEnd(CapturedOutput output) {
		try (AccessLogWriter writer = AccessLogWriter.open(settings(FULL))) {
			writer.ended(entry("GET / HTTP/1.1"));
			Awaitility.await().until(() -> output.getOut().contains("The access log lacks up to 1 requests"));
			writer.ended(entry("GET / HTTP/1.1"));
			writer.ended(entry("GET / HTTP/1.1"));
		}
		assertThat(output).contains("The access log lacks up to 2 requests");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void requestsThatAHungDiskDoesNotTakeAreToldAtTheEnd(CapturedOutput output) throws Exception {
		Path pipe = this.directory.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		int sent = 10_000;
		try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw");
				AccessLogWriter writer = AccessLogWriter.open(settings(pipe))) {
			assertThat(reader.getFD().valid()).isTrue();
			for (int number = 0; number < sent; number++) {
				writer.ended(entry("GET /" + "x".repeat(1000) + " HTTP/1.1"));
			}
		}
		Matcher told = Pattern.compile("The access log lacks up to (\\d+) requests: the disk is too slow")
			.matcher(output.getOut());
		assertThat(told.find()).isTrue();
		int mostInThePipe = 128;
		assertThat(Integer.parseInt(told.group(1))).isBetween(sent - mostInThePipe, sent);
	}

	static boolean hasFullDevice() {
		return Files.isWritable(FULL);
	}

	private static AccessLogProperties settings(Path file) {
		return new AccessLogProperties(true, AccessLogProperties.Format.COMMON, file, DataSize.ofMegabytes(1), 1);
	}

	private static AccessLog.Entry entry(String line) {
		return new AccessLog.Entry(Instant.EPOCH, "127.0.0.1", line, "", "", "1", "",
				new AccessLog.Result(200, 1, "answered", "1.1", 0, Duration.ZERO, Duration.ZERO));
	}

}
