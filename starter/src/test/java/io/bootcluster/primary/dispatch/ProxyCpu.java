package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

import io.bootcluster.ErrorPages;
import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;
import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

/**
 * The dispatcher on its own, for {@code benchmarks/proxy-cpu}: {@code serve <socket>...}
 * tells its port and serves until it is killed, {@code port} tells a free one.
 */
final class ProxyCpu {

	private static final PrintStream OUT = System.out;

	private ProxyCpu() {
	}

	public static void main(String[] arguments) throws Exception {
		if (arguments[0].equals("port")) {
			OUT.println(freePort());
			return;
		}
		Endpoint endpoint = new Endpoint(Optional.of(InetAddress.getLoopbackAddress()), 0, Optional.empty());
		TransportKind transport = TransportKind.valueOf(System.getProperty("transport", "AUTO"));
		Dispatcher dispatcher = Dispatcher.open(new DispatcherSettings(
				new Listeners(endpoint, Optional.empty(), transport, 0, 1), Limits.defaults(), Timeouts.defaults(),
				Policy.LEAST_BUSY, "secret", ErrorPages.NONE, new DispatcherSettings.Records(true, Optional.empty())));
		for (int slot = 1; slot < arguments.length; slot++) {
			dispatcher.open(new WorkerId(slot, 1), "r1",
					WorkerAddress.of(ListenerAddress.unix(Path.of(arguments[slot]))));
		}
		OUT.println(dispatcher.port());
		OUT.flush();
		Thread.currentThread().join();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
