package io.bootcluster.primary.redis;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the pipe whose end kills a Redis of our own, so that a second primary can hold it
 * open. Linux opens the end of a pipe anew under the name of another process's
 * descriptor.
 */
final class RedisGuard {

	private RedisGuard() {
	}

	/**
	 * Hold the pipe open, too.
	 * @param redis the server
	 * @return what keeps it alive until it is closed
	 * @throws IOException if the pipe is not found
	 */
	static OutputStream hold(ProcessHandle redis) throws IOException {
		for (ProcessHandle watcher : redis.children().toList()) {
			Path pipe = Path.of("/proc", Long.toString(watcher.pid()), "fd", "3");
			if (Files.exists(pipe) && Files.readSymbolicLink(pipe).toString().startsWith("pipe:")) {
				return new FileOutputStream(pipe.toFile());
			}
		}
		throw new IOException("nothing guards it");
	}

}
