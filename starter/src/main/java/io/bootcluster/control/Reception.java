package io.bootcluster.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody speak who has not said a right hello first. Confined to the line's thread.
 */
final class Reception implements LineConnection.Events {

	private static final Log logger = LogFactory.getLog(Reception.class);

	private static final int MAX_HELLO = 4 * 1024;

	private static final int MAX_STRANGERS = 256;

	private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

	private final byte[] secret;

	private final LineListener listener;

	private final Map<WorkerId, LineConnection> lines;

	private final Map<LineConnection, WorkerId> workers = new HashMap<>();

	private final Map<LineConnection, Long> strangers = new HashMap<>();

	private boolean intruderTold;

	Reception(String secret, LineListener listener, Map<WorkerId, LineConnection> lines) {
		this.secret = secret.getBytes(StandardCharsets.UTF_8);
		this.listener = listener;
		this.lines = lines;
	}

	void welcome(LineLoop loop, SocketChannel channel) throws IOException {
		if (this.strangers.size() >= MAX_STRANGERS) {
			channel.close();
			return;
		}
		try {
			this.strangers.put(new LineConnection(loop, channel, new LineReader(MAX_HELLO), this), System.nanoTime());
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Close connections that have not said hello in time.
	 */
	void expire() {
		if (this.strangers.isEmpty()) {
			return;
		}
		long now = System.nanoTime();
		Map.copyOf(this.strangers).forEach((connection, since) -> {
			if (now - since > PATIENCE) {
				connection.close();
			}
		});
	}

	@Override
	public void line(LineConnection connection, String line) throws IOException {
		Message message = LineFormat.message(line);
		WorkerId worker = this.workers.get(connection);
		if (worker == null) {
			admit(connection, message);
		}
		else if (message instanceof Message.Up up && !(message instanceof Message.Hello)) {
			this.listener.received(worker, up);
		}
	}

	private void admit(LineConnection connection, @Nullable Message message) throws IOException {
		if (!(message instanceof Message.Hello hello) || !knowsSecret(hello)) {
			tellOfIntruder();
			throw new IOException("No hello with the cluster's secret");
		}
		WorkerId worker = hello.worker();
		if (hello.protocol() != Message.PROTOCOL) {
			this.listener.refused(worker, "it speaks protocol " + hello.protocol() + " of the line, and this primary "
					+ Message.PROTOCOL + ": restart the primary to run this release");
			throw new IOException("Another protocol");
		}
		if (this.lines.putIfAbsent(worker, connection) != null) {
			throw new IOException("A second line of " + worker);
		}
		this.strangers.remove(connection);
		this.workers.put(connection, worker);
		connection.trust();
		this.listener.opened(worker, hello.pid());
	}

	@SuppressWarnings("ConstantValue") // what was read may lack it
	private boolean knowsSecret(Message.Hello hello) {
		return hello.secret() != null && hello.slot() > 0 && hello.generation() > 0
				&& MessageDigest.isEqual(this.secret, hello.secret().getBytes(StandardCharsets.UTF_8));
	}

	private void tellOfIntruder() {
		if (!this.intruderTold) {
			this.intruderTold = true;
			logger.warn("Something opened a line without the cluster's secret and was shut out (told once)");
		}
	}

	@Override
	public void closed(LineConnection connection) {
		this.strangers.remove(connection);
		WorkerId worker = this.workers.remove(connection);
		if (worker != null) {
			this.lines.remove(worker, connection);
			this.listener.closed(worker);
		}
	}

}
