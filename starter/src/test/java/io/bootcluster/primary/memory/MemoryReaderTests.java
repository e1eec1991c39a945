package io.bootcluster.primary.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryReader}.
 */
class MemoryReaderTests {

	private static final long PHYSICAL = 8L << 30;

	@TempDir
	private Path root;

	@Test
	void readWhenThereAreNoGroupsIsWhatTheMachineHas() {
		assertThat(read()).isEqualTo(PHYSICAL);
	}

	@Test
	void readWhenVersion2LimitsAGroupAboveIsThatLimit() throws IOException {
		write("proc/self/cgroup", "0::/system.slice/app.service\n");
		write("sys/fs/cgroup/system.slice/memory.max", "1073741824\n");
		write("sys/fs/cgroup/system.slice/app.service/memory.max", "max\n");
		assertThat(read()).isEqualTo(1L << 30);
	}

	@Test
	void readWhenAContainerShowsItsGroupAsTheRootIsThatLimit() throws IOException {
		write("proc/self/cgroup", "0::/\n");
		write("sys/fs/cgroup/memory.max", "536870912\n");
		assertThat(read()).isEqualTo(512L << 20);
	}

	@Test
	void readWhenAJvmTakesItsGroupsLimitForTheMachineSaysWhoseItIs() throws IOException {
		write("sys/fs/cgroup/memory.max", Long.toString(PHYSICAL));
		assertThat(new MemoryReader(this.root, PHYSICAL).read()).hasToString("8192 MiB (limit of the control group)");
	}

	@Test
	void readWhenVersion1LimitsIsThatLimit() throws IOException {
		write("proc/self/cgroup", "9:name=systemd:/\n4:memory:/docker/abc\n0::/\n");
		write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
		write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2147483648\n");
		assertThat(read()).isEqualTo(2L << 30);
	}

	@Test
	void readWhenTheLimitIsAboveTheMachineIsWhatTheMachineHas() throws IOException {
		write("proc/self/cgroup", "4:memory:/\n");
		write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
		assertThat(read()).isEqualTo(PHYSICAL);
	}

	private long read() {
		return new MemoryReader(this.root, PHYSICAL).read().size().toBytes();
	}

	private void write(String path, String text) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
