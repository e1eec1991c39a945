package io.bootcluster.endtoend.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks with whoever answers commands now.
 */
public final class CommandSocket {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Path directory;

	/**
	 * Find the socket of the one cluster below a directory.
	 * @param directory what {@code bootcluster.directory} is
	 */
	public CommandSocket(Path directory) {
		this.directory = directory;
	}

	/**
	 * Wish for something and wait for the outcome.
	 * @param action what to do
	 * @return the wish as the view shows it in the end
	 * @throws IOException if the primary went away before
	 */
	public JsonNode wish(String action) throws IOException {
		String call = "{\"type\":\"ask\",\"wish\":{\"action\":\"%s\"},\"watch\":true}\n".formatted(action);
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
				BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
			channel.write(ByteBuffer.wrap(call.getBytes(StandardCharsets.UTF_8)));
			String id = "";
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				JsonNode reply = MAPPER.readTree(line.isEmpty() ? "{}" : line);
				id = reply.path("id").asString(id);
				for (JsonNode wish : reply.path("view").path("wishes")) {
					if (wish.path("id").asString().equals(id) && !wish.path("state").asString().equals("running")) {
						return wish;
					}
				}
			}
		}
		throw new IOException("No outcome of " + action);
	}

	private Path socket() throws IOException {
		try (Stream<Path> clusters = Files.list(this.directory)) {
			return clusters.findFirst().orElseThrow().resolve("command.sock");
		}
	}

}
