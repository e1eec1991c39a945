package io.bootcluster.primary.dispatch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.PooledByteBufAllocator;

import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

/**
 * A dispatcher with one fake worker in a JVM of its own, so that what connections cost it
 * can be told from what they cost the test.
 */
final class DispatcherProcess implements AutoCloseable {

	private static final PrintStream OUT = System.out;

	private final Process process;

	private final BufferedReader output;

	private final int port;

	private DispatcherProcess(Process process) throws IOException {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.port = Integer.parseInt(this.output.readLine());
	}

	static DispatcherProcess start() throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new DispatcherProcess(new ProcessBuilder(java, "-Xmx256m", "-XX:+UseSerialGC", "-cp", classPath,
				"-Dtest.transport=" + System.getProperty("test.transport", "AUTO"), DispatcherProcess.class.getName())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start());
	}

	int port() {
		return this.port;
	}

	/**
	 * Return how much memory is in use after a collection.
	 */
	Memory memory() throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).append("memory\n").flush();
		String[] words = this.output.readLine().split(" ");
		return new Memory(Long.parseLong(words[0]), Long.parseLong(words[1]));
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

	public static void main(String[] arguments) throws Exception {
		try (DispatcherFixture cluster = DispatcherFixture.with(patient())) {
			cluster.worker(FakeWorker.HELLO);
			OUT.println(cluster.dispatcher.port());
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			while (input.readLine() != null) {
				OUT.println(used() + " " + PooledByteBufAllocator.DEFAULT.pinnedDirectMemory());
			}
		}
	}

	private static Timeouts patient() {
		Duration hour = Duration.ofHours(1);
		return new Timeouts(hour, hour, Duration.ofSeconds(1), Optional.empty(), hour, hour);
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		long outside = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + outside
				+ PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
	}

	/**
	 * What a dispatcher uses.
	 *
	 * @param all octets on the heap and outside
	 * @param buffers octets of buffers that somebody holds, or that their thread keeps
	 * for the next
	 */
	record Memory(long all, long buffers) {

	}

}
