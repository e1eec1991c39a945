package io.bootcluster.primary.postmortem;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM of this user as {@code jcmd} sees it: HotSpot's own listener answers
 * whatever the application's threads are doing. Spoken by hand, because the JDK's module
 * for it may be absent and hides these commands. Blocks; an interrupt ends that.
 */
final class AttachedJvm implements Closeable {

	private static final Duration POLL = Duration.ofMillis(20);

	private static final int MOST_ANSWER = 64 * 1024 * 1024;

	private final Path socket;

	private final boolean madeToListen;

	private AttachedJvm(Path socket, boolean madeToListen) {
		this.socket = socket;
		this.madeToListen = madeToListen;
	}

	/**
	 * Make a JVM listen, and wait until it does.
	 * @param pid its process, which must be able to take the QUIT signal
	 * @param patience how long to wait
	 * @return the JVM
	 * @throws IOException if it does not listen in time
	 * @throws InterruptedException if the caller's time is up
	 */
	static AttachedJvm attach(long pid, Duration patience) throws IOException, InterruptedException {
		Path directory = directory();
		Path socket = directory.resolve(".java_pid" + pid);
		boolean madeToListen = !Files.exists(socket);
		if (madeToListen) {
			// A JVM that finds this file listens when it is told to dump its threads.
			Path wish = directory.resolve(".attach_pid" + pid);
			boolean ours = !Files.exists(wish, LinkOption.NOFOLLOW_LINKS);
			try {
				if (ours) {
					Files.createFile(wish);
				}
				await(socket, pid, patience);
			}
			finally {
				if (ours) {
					Files.deleteIfExists(wish);
				}
			}
		}
		// Whoever else put a socket there would be believed.
		if (!Files.getOwner(socket).equals(Files.getOwner(Path.of("/proc/self").toRealPath()))) {
			throw new IOException(socket + " belongs to somebody else");
		}
		return new AttachedJvm(socket, madeToListen);
	}

	private static void await(Path socket, long pid, Duration patience) throws IOException, InterruptedException {
		long end = System.nanoTime() + patience.toNanos();
		new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
		while (!Files.exists(socket)) {
			if (System.nanoTime() - end > 0) {
				throw new IOException("it did not answer within " + patience.toMillis() + " ms");
			}
			TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
		}
	}

	/**
	 * HotSpot's own directory, which no property changes.
	 */
	private static Path directory() {
		boolean linux = System.getProperty("os.name", "").startsWith("Linux");
		return Path.of(linux ? "/tmp" : System.getProperty("java.io.tmpdir"));
	}

	/**
	 * Have a diagnostic command run.
	 * @param command as {@code jcmd} takes it
	 * @return what it printed
	 * @throws IOException if it failed, or there is no such command
	 */
	String run(String command) throws IOException {
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(this.socket));
			ByteBuffer request = ByteBuffer.wrap(("1\0jcmd\0" + command + "\0\0\0").getBytes(StandardCharsets.UTF_8));
			while (request.hasRemaining()) {
				channel.write(request);
			}
			String answer = read(channel);
			int code = answer.indexOf('\n');
			if (code < 0 || !answer.substring(0, code).equals("0")) {
				throw new IOException(answer.strip().replace('\n', ' '));
			}
			return answer.substring(code + 1);
		}
	}

	private static String read(SocketChannel channel) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
		while (channel.read(buffer) >= 0 && answer.size() < MOST_ANSWER) {
			answer.write(buffer.array(), 0, buffer.position());
			buffer.clear();
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Leave nothing behind that a killed JVM could not remove; one that lives on listens
	 * again when it is asked again.
	 */
	@Override
	public void close() throws IOException {
		if (this.madeToListen) {
			Files.deleteIfExists(this.socket);
		}
	}

}
