package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three nodes of one machine with one Redis behind two Nginx servers: the nodes write the
 * upstream block of one, and the other one's script asks them for it.
 */
public final class NginxNodes implements AutoCloseable {

	public static final int NODES = 3;

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final Duration START = Duration.ofSeconds(180);

	private final RedisServer redis = new RedisServer();

	private final List<Launch> launches = new ArrayList<>();

	private final List<Run> runs = new ArrayList<>();

	private final Path directory;

	private final NginxServer written;

	private final NginxServer following;

	/**
	 * Start all of them and wait until all nodes get requests.
	 * @param directory a directory of their own
	 * @param application how a node is started
	 */
	public NginxNodes(Path directory, Supplier<Launch> application) throws IOException {
		this.directory = directory;
		this.written = NginxServer.alone(directory.resolve("written"));
		for (int i = 0; i < NODES; i++) {
			this.launches.add(launch(application.get(), i));
			this.runs.add(this.launches.get(i).start());
		}
		this.following = NginxServer.following(directory.resolve("following"),
				this.launches.stream().map((launch) -> "http://127.0.0.1:" + launch.port()).toList());
		try {
			awaitServers(NODES);
			this.written.awaitAnswers(SOON);
			this.following.awaitAnswers(SOON);
		}
		catch (Throwable ex) {
			try (this) {
				throw new IllegalStateException("Not all serve:\n" + this.runs.get(0).output(), ex);
			}
		}
	}

	private Launch launch(Launch application, int number) {
		return application.workers(1)
			.redis(this.redis)
			.with("--bootcluster.directory=" + this.directory.resolve("run-" + number),
					"--bootcluster.nodes.enabled=true", "--bootcluster.nodes.id=node-" + number,
					"--bootcluster.nodes.address=127.0.0.1:" + application.port(),
					"--bootcluster.nodes.namespace=behind-nginx", "--bootcluster.nginx.file=" + this.written.upstream(),
					"--bootcluster.nginx.test-command=" + this.written.command() + " -t",
					"--bootcluster.nginx.reload-command=" + this.written.command() + " -s reload",
					"--management.endpoints.web.exposure.include=cluster,nginx",
					"--bootcluster.worker.start-timeout=300s");
	}

	/**
	 * Return the Nginx that the nodes write for.
	 * @return the server
	 */
	public NginxServer written() {
		return this.written;
	}

	/**
	 * Return the Nginx whose script asks the nodes.
	 * @return the server
	 */
	public NginxServer following() {
		return this.following;
	}

	public RedisServer redis() {
		return this.redis;
	}

	public Run run(int node) {
		return this.runs.get(node);
	}

	public Launch launch(int node) {
		return this.launches.get(node);
	}

	/**
	 * Wish for something at one node and wait for the outcome.
	 * @param node which
	 * @param action what to do
	 * @return the wish as it ended
	 */
	public JsonNode wish(int node, String action) throws IOException {
		run(node).children();
		JsonNode wish = new CommandSocket(this.directory.resolve("run-" + node)).wish(action);
		run(node).children();
		return wish;
	}

	/**
	 * Start a node again that has ended, and wait until it gets requests.
	 * @param node which
	 */
	public void startAgain(int node) {
		run(node).close();
		this.runs.set(node, this.launches.get(node).start());
		awaitServers(NODES);
	}

	/**
	 * Wait until both Nginx servers send requests to so many nodes.
	 * @param count how many
	 */
	public void awaitServers(int count) {
		await(count + " nodes get requests").atMost((count == NODES) ? START : SOON).untilAsserted(() -> {
			assertThat(this.written.servers()).as("written by the nodes").hasSize(count);
			assertThat(this.following.servers()).as("followed by the script").hasSize(count);
		});
	}

	/**
	 * Stop all, also primaries that took over from those that were started.
	 */
	@Override
	public void close() {
		try (RedisServer server = this.redis; NginxServer first = this.written; NginxServer second = this.following) {
			this.runs.forEach((run) -> {
				Set<Long> all = run.children().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
				primaries(run, all).forEach((primary) -> {
					Signal.TERM.sendIfAlive(primary);
					Signal.TERM.sendIfAlive(primary);
				});
			});
			this.runs.forEach(Run::close);
		}
	}

	/**
	 * What has children of its own in a run is a primary.
	 */
	private static List<ProcessHandle> primaries(Run run, Set<Long> all) {
		List<ProcessHandle> primaries = new ArrayList<>();
		if (run.isAlive()) {
			ProcessHandle.of(run.pid()).ifPresent(primaries::add);
		}
		all.stream()
			.flatMap((pid) -> ProcessHandle.of(pid).stream())
			.filter((process) -> process.children().anyMatch((child) -> all.contains(child.pid())))
			.forEach(primaries::add);
		return primaries;
	}

}
