package io.bootcluster.endtoend.harness;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebSocket whose frames a test sends and reads one by one. Confined to one thread at a
 * time.
 */
public final class FrameSocket implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Connection connection;

	private final Connection.Head head;

	private FrameSocket(Connection connection, Connection.Head head) {
		this.connection = connection;
		this.head = head;
	}

	/**
	 * Open a WebSocket.
	 * @param port where to
	 * @param path the path
	 * @param fields further request fields, each with its line end
	 * @return the open WebSocket
	 * @throws IOException if it could not be opened
	 */
	public static FrameSocket open(int port, String path, String... fields) throws IOException {
		Connection connection = new Connection(port, PATIENCE);
		try {
			connection.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
					+ "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
					+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + String.join("", fields) + "\r\n");
			Connection.Head head = connection.readHead();
			assertThat(head.status()).as(head.toString()).isEqualTo(101);
			assertThat(head.fields().get("sec-websocket-accept")).containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
			return new FrameSocket(connection, head);
		}
		catch (IOException | RuntimeException | Error ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Return what the server answered to the handshake.
	 * @return the head of the 101
	 */
	public Connection.Head head() {
		return this.head;
	}

	public FrameSocket send(Frame... frames) throws IOException {
		for (Frame frame : frames) {
			this.connection.write(frame.masked());
		}
		return this;
	}

	public void sendBytes(byte[] bytes) throws IOException {
		this.connection.write(bytes);
	}

	public Frame read() throws IOException {
		return Frame.read(this.connection.in());
	}

	/**
	 * Return which worker is at the other end of {@code /ws/obey}.
	 * @return the worker's name
	 * @throws IOException if it does not say
	 */
	public String worker() throws IOException {
		return send(Frame.text("whoami")).read().text();
	}

	/**
	 * Insist that the server closes the connection now, in good order.
	 * @throws IOException if it was reset
	 */
	public void awaitEnd() throws IOException {
		assertThat(this.connection.in().read()).as("nothing behind the Close").isEqualTo(-1);
	}

	/**
	 * Read to the end.
	 * @return the code of the Close that came, answered, or 1006 if the connection ended
	 * without one
	 */
	public int closeCode() {
		try {
			Frame frame = read();
			while (!frame.isClose()) {
				frame = read();
			}
			send(frame);
			awaitEnd();
			return frame.code();
		}
		catch (EOFException ex) {
			return 1006;
		}
		catch (IOException ex) {
			throw new AssertionError("Neither closed nor ended", ex);
		}
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
