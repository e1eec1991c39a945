package io.bootcluster.primary.memory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Reads how much memory this process may use: the tightest limit of its control groups
 * (version 1 or 2), or what the machine has.
 */
public final class MemoryReader {

	private final Path root;

	private final long physical;

	/**
	 * Create a reader of a system.
	 * @param root the root of its files
	 * @param physical its memory, bytes
	 */
	MemoryReader(Path root, long physical) {
		this.root = root;
		this.physical = physical;
	}

	/**
	 * Return a reader of this machine.
	 * @return the reader
	 */
	public static MemoryReader ofThisMachine() {
		long physical = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
		return new MemoryReader(Path.of("/"), physical);
	}

	/**
	 * Read the limit as it is now.
	 * @return the limit
	 */
	public MemoryLimit read() {
		long group = Math.min(version2(), version1());
		// In a container, a JVM knows no more of its machine than the group's limit.
		return (group <= this.physical) ? new MemoryLimit(DataSize.ofBytes(group), "limit of the control group")
				: new MemoryLimit(DataSize.ofBytes(this.physical), "all of this machine");
	}

	private long version2() {
		return tightest(this.root.resolve("sys/fs/cgroup"), groupOf(""), "memory.max");
	}

	private long version1() {
		return tightest(this.root.resolve("sys/fs/cgroup/memory"), groupOf("memory"), "memory.limit_in_bytes");
	}

	private @Nullable String groupOf(String controller) {
		try {
			for (String line : Files.readAllLines(this.root.resolve("proc/self/cgroup"))) {
				String[] fields = line.split(":", 3);
				if (List.of(fields[1].split(",")).contains(controller)) {
					return fields[2];
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// No control groups here, or not for our eyes.
		}
		return null;
	}

	/**
	 * A limit of any group above ours binds us too. In a container the file system shows
	 * our own group as the root, whatever path it has outside.
	 */
	private static long tightest(Path mount, @Nullable String group, String file) {
		long tightest = read(mount.resolve(file)).orElse(Long.MAX_VALUE);
		if (group == null) {
			return tightest;
		}
		Path path = mount.resolve(group.substring(Math.min(1, group.length()))).normalize();
		while (path != null && path.startsWith(mount) && !path.equals(mount)) {
			tightest = Math.min(tightest, read(path.resolve(file)).orElse(Long.MAX_VALUE));
			path = path.getParent();
		}
		return tightest;
	}

	private static OptionalLong read(Path file) {
		try {
			return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
		}
		catch (IOException | NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

}
