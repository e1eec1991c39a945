package io.bootcluster.primary;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.bootcluster.WorkerId;
import io.bootcluster.primary.release.WorkerJvm;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Gives each worker's JVM what is its own: a port for its debugger, and a file for its
 * heap. Confined to the supervisor's thread.
 *
 * @param template what all have in common; its debug port is that of the first slot
 * @param heapDumps names the file of a worker's heap, where one is wanted
 */
record WorkerJvms(WorkerJvm template, Function<WorkerId, Optional<Path>> heapDumps) {

	private static final Log logger = LogFactory.getLog(WorkerProcesses.class);

	WorkerJvm of(WorkerId worker) {
		Optional<Integer> port = this.template.debugPort()
			.map((first) -> first + worker.slot() - 1)
			.filter((candidate) -> isFree(worker, candidate));
		// The user's own arguments come later and win.
		List<String> arguments = new ArrayList<>();
		this.heapDumps.apply(worker)
			.ifPresent(
					(file) -> arguments.addAll(List.of("-XX:+HeapDumpOnOutOfMemoryError", "-XX:HeapDumpPath=" + file)));
		arguments.addAll(this.template.arguments());
		return new WorkerJvm(this.template.heap(), arguments, port);
	}

	/**
	 * A JVM whose debugger cannot listen does not start.
	 */
	private static boolean isFree(WorkerId worker, int port) {
		try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return probe.isBound();
		}
		catch (IOException ex) {
			logger.warn(worker + " starts without a debugger: port " + port + " is taken");
			return false;
		}
	}

}
