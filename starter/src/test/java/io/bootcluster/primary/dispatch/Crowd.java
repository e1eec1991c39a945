package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.UnixOperatingSystemMXBean;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Many connections to one port, from an address of its own so that the ports of others
 * last. They are closed by a reset, which leaves nothing behind.
 */
final class Crowd implements AutoCloseable {

	private static final int SPARE_FILES = 1000;

	private final List<Wire> wires = new ArrayList<>();

	/**
	 * Skip the test, saying so, where this process may not open enough files.
	 */
	static void assumePossible(int size) {
		long files = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class).getMaxFileDescriptorCount();
		assumeThat(files).as("files that a process may open (ulimit -n)").isGreaterThan(size + SPARE_FILES);
	}

	static Crowd of(int size, int port) throws IOException {
		Crowd crowd = new Crowd();
		try {
			for (int i = 0; i < size; i++) {
				crowd.wires.add(connect(port));
			}
			return crowd;
		}
		catch (IOException ex) {
			crowd.close();
			throw ex;
		}
	}

	private static Wire connect(int port) throws IOException {
		SocketChannel channel = SocketChannel.open();
		channel.setOption(StandardSocketOptions.SO_LINGER, 0);
		channel.bind(new InetSocketAddress("127.0.0.2", 0));
		channel.connect(new InetSocketAddress("127.0.0.1", port));
		return new Wire(channel);
	}

	List<Wire> wires() {
		return this.wires;
	}

	@Override
	public void close() throws IOException {
		for (Wire wire : this.wires) {
			wire.close();
		}
	}

}
