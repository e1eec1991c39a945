package io.bootcluster.primary.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeapDumps}.
 */
class HeapDumpsTests {

	private static final long PID = 77;

	@TempDir
	private Path directory;

	private HeapDumps dumps;

	@BeforeEach
	void open() throws IOException {
		Files.createDirectories(this.directory.resolve("77/fd"));
		this.dumps = new HeapDumps(this.directory);
	}

	@Test
	void writtenWhenNoFileIsAHeapDumpIsNone() throws IOException {
		assertThat(this.dumps.written(PID)).isEqualTo(HeapDumps.NONE);
		hold(3, "application.log", 10);
		Files.createSymbolicLink(this.directory.resolve("77/fd/4"), Path.of("socket:[1234]"));
		assertThat(this.dumps.written(PID)).isEqualTo(HeapDumps.NONE);
	}

	@Test
	void writtenCountsAllPartsOfAHeapDump() throws IOException {
		hold(3, "application.log", 10);
		hold(4, "heap.hprof", 0);
		assertThat(this.dumps.written(PID)).isZero();
		hold(5, "heap.hprof.p0", 20);
		hold(6, "heap.hprof.p1", 3);
		assertThat(this.dumps.written(PID)).isEqualTo(23);
	}

	@Test
	void writtenWhenNobodyCanTellIsNone() throws IOException {
		assertThat(this.dumps.written(78)).as("the process is gone").isEqualTo(HeapDumps.NONE);
		Files.createSymbolicLink(this.directory.resolve("77/fd/4"), this.directory.resolve("gone.hprof"));
		assertThat(this.dumps.written(PID)).as("the file is gone").isEqualTo(HeapDumps.NONE);
		HeapDumps elsewhere = new HeapDumps(this.directory.resolve("nowhere"));
		assertThat(elsewhere.written(PID)).as("the system shows no processes").isEqualTo(HeapDumps.NONE);
	}

	private void hold(int number, String name, int size) throws IOException {
		Path file = Files.write(this.directory.resolve(name), new byte[size]);
		Files.createSymbolicLink(this.directory.resolve("77/fd/" + number), file);
	}

}
