package io.bootcluster.endtoend.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Another machine, as far as TCP can tell: a network namespace at the other end of a
 * cable that can be pulled. Needs root and {@code ip}; nothing of it is left when it is
 * closed.
 */
public final class RemoteHost implements AutoCloseable {

	private static final String LOCAL = "198.18.83.1";

	private static final String REMOTE = "198.18.83.2";

	private final String name = "bc" + ProcessHandle.current().pid();

	private final List<Process> processes = new ArrayList<>();

	private RemoteHost() {
	}

	/**
	 * Connect another machine.
	 * @return the machine, or empty if this one cannot have namespaces
	 */
	public static Optional<RemoteHost> connect() {
		RemoteHost host = new RemoteHost();
		try {
			host.run("ip netns add " + host.name);
			host.run("ip link add " + host.name + "a type veth peer name " + host.name + "b netns " + host.name);
			host.run("ip addr add " + LOCAL + "/30 dev " + host.name + "a");
			host.run("ip link set " + host.name + "a up");
			host.run("ip -n " + host.name + " addr add " + REMOTE + "/30 dev " + host.name + "b");
			host.run("ip -n " + host.name + " link set " + host.name + "b up");
			return Optional.of(host);
		}
		catch (IOException ex) {
			host.close();
			return Optional.empty();
		}
	}

	/**
	 * Send a request from there, and keep the connection open for ever.
	 * @param port where to, on this machine
	 * @param request the bytes to send, of ASCII without quotes
	 * @return the first line of the answer
	 */
	public String request(int port, String request) {
		String script = "exec 3<>/dev/tcp/" + LOCAL + "/" + port + "; printf '%b' '" + request.replace("\r\n", "\\r\\n")
				+ "' >&3; exec cat <&3";
		try {
			Process process = new ProcessBuilder("ip", "netns", "exec", this.name, "bash", "-c", script)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			this.processes.add(process);
			BufferedReader answer = new BufferedReader(
					new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
			String line = String.valueOf(answer.readLine());
			Thread reader = new Thread(() -> answer.lines().forEach((more) -> {
			}));
			reader.setDaemon(true);
			reader.start();
			return line;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Pull the cable: nothing gets through any more, either way.
	 */
	public void vanish() {
		try {
			run("ip -n " + this.name + " link set " + this.name + "b down");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void run(String command) throws IOException {
		try {
			Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IOException(command + ": " + output.strip());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	/**
	 * A namespace goes with its last process and its name, and the cable with it.
	 */
	@Override
	public void close() {
		this.processes.forEach(Process::destroyForcibly);
		try {
			for (Process process : this.processes) {
				process.waitFor(10, TimeUnit.SECONDS);
			}
			run("ip netns del " + this.name);
			run("ip link del " + this.name + "a");
		}
		catch (IOException ex) {
			// It never came up, or the cable has gone with the namespace.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
