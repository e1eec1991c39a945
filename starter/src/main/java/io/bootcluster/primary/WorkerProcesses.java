package io.bootcluster.primary;

import java.io.IOException;

import io.bootcluster.WorkerId;
import io.bootcluster.control.Assignment;
import io.bootcluster.control.Inheritance;
import io.bootcluster.control.Part;
import io.bootcluster.primary.release.Origin;
import io.bootcluster.primary.release.Releases;
import io.bootcluster.primary.release.ThisJvm;
import io.bootcluster.primary.release.WorkerCommand;
import io.bootcluster.primary.supervisor.WorkerLauncher;
import io.bootcluster.primary.supervisor.WorkerProcess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Starts workers as child processes, from the releases that are known. Confined to the
 * supervisor's thread, but for what says otherwise.
 */
final class WorkerProcesses implements WorkerLauncher {

	private static final Log logger = LogFactory.getLog(WorkerProcesses.class);

	private final ThisJvm jvm;

	private final WorkerJvms jvms;

	private final Assignments assignments;

	private final ForkedWorker.Output output;

	private final Releases releases;

	/**
	 * Create a launcher.
	 * @param jvm how this JVM was started
	 * @param releases what workers are started from
	 * @param jvms what each worker's JVM gets of its own
	 * @param assignments tells a worker of a release what it must know
	 * @param output where workers' output goes
	 */
	WorkerProcesses(ThisJvm jvm, Releases releases, WorkerJvms jvms, Assignments assignments,
			ForkedWorker.Output output) {
		this.jvm = jvm;
		this.releases = releases;
		this.jvms = jvms;
		this.assignments = assignments;
		this.output = output;
	}

	/**
	 * Get to know what is there to start from now; safe from any thread.
	 * @return the release's id
	 */
	String know() {
		return this.releases.take();
	}

	/**
	 * Safe from any thread.
	 */
	@Override
	public boolean has(String release) {
		return this.releases.has(release);
	}

	@Override
	public WorkerProcess launch(WorkerId worker, String release, Part part) throws IOException {
		Origin origin = this.releases.origin(release);
		ProcessBuilder builder = new ProcessBuilder(WorkerCommand.of(this.jvm, this.jvms.of(worker), origin));
		WorkerCommand.clean(builder.environment());
		builder.environment().remove(Inheritance.VARIABLE);
		builder.environment().put(WorkerId.SLOT_VARIABLE, Integer.toString(worker.slot()));
		builder.environment().put(WorkerId.GENERATION_VARIABLE, Integer.toString(worker.generation()));
		Process process = builder.start();
		ForkedWorker forked = ForkedWorker.adopt(worker, process, origin.kind().toString(), this.output);
		assign(process, this.assignments.of(worker, release, part));
		return forked;
	}

	private void assign(Process process, Assignment assignment) {
		try {
			assignment.writeTo(process.getOutputStream());
		}
		catch (IOException ex) {
			// It has died already, which its exit will tell.
			logger.debug("Process " + process.pid() + " did not take its assignment", ex);
		}
	}

	/**
	 * Tells a worker of a release what it must know.
	 */
	@FunctionalInterface
	interface Assignments {

		Assignment of(WorkerId worker, String release, Part part);

	}

}
