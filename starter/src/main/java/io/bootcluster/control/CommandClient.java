package io.bootcluster.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A command's end of its call to the primary. Confined to one thread.
 */
public final class CommandClient implements AutoCloseable {

	private final SocketChannel channel;

	private final BufferedReader in;

	private CommandClient(SocketChannel channel) {
		this.channel = channel;
		this.in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
	}

	/**
	 * Call the primary.
	 * @param socket the primary's command socket
	 * @param call what to ask for
	 * @return the call, of which answers are to be read
	 * @throws IOException if nobody answers there
	 */
	public static CommandClient call(Path socket, Call call) throws IOException {
		SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
		try {
			ByteBuffer line = ByteBuffer.wrap(LineFormat.encode(call));
			while (line.hasRemaining()) {
				channel.write(line);
			}
			return new CommandClient(channel);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Wait for the next answer that is understood here.
	 * @return the answer, or {@code null} if there are no more
	 * @throws IOException if the primary has gone
	 */
	public @Nullable Reply next() throws IOException {
		for (String line = this.in.readLine(); line != null; line = this.in.readLine()) {
			Reply reply = line.isEmpty() ? null : LineFormat.reply(line);
			if (reply != null) {
				return reply;
			}
		}
		return null;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
