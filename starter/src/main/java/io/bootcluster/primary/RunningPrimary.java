package io.bootcluster.primary;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.bootcluster.primary.release.ThisJvm;

/**
 * Finds the primary of an application that runs on this machine, for a command of the
 * same user.
 */
public final class RunningPrimary {

	private final DirectoryPlace place;

	private final String application;

	RunningPrimary(DirectoryPlace place, String application) {
		this.place = place;
		this.application = application;
	}

	/**
	 * Return the one of this JVM's application.
	 * @param arguments what the main method was given
	 * @param directory the directory that was set, if any
	 * @return the primary, which may not run
	 */
	public static RunningPrimary of(List<String> arguments, Optional<Path> directory) {
		return new RunningPrimary(DirectoryPlace.ofThisMachine(directory.orElse(null)),
				ThisJvm.look(arguments).location());
	}

	/**
	 * Find its socket for commands: where a primary on this port has it, else where the
	 * only one of this application has it, whatever its port.
	 * @param port the public port
	 * @return the socket
	 * @throws PrimaryNotFoundException if there is none, or more than one
	 */
	public Path commandSocket(int port) throws PrimaryNotFoundException {
		List<Path> candidates = this.place.candidates(this.application, port);
		for (Path candidate : candidates) {
			if (isOurs(candidate)) {
				return candidate.resolve(RuntimeDirectory.COMMAND_SOCKET);
			}
		}
		Set<Path> parents = new LinkedHashSet<>();
		candidates.forEach((candidate) -> parents.add(Objects.requireNonNull(candidate.getParent())));
		List<Path> others = parents.stream().flatMap((parent) -> primaries(parent).stream()).toList();
		if (others.size() == 1) {
			return others.get(0).resolve(RuntimeDirectory.COMMAND_SOCKET);
		}
		throw new PrimaryNotFoundException(others.isEmpty() ? "No primary of " + this.application
				+ " runs here as user '" + this.place.user() + "' (looked in " + parents
				+ "). If it was started with another bootcluster.directory, set the same; if as another user, be that one."
				: others.size() + " primaries of " + this.application + " run here, none of them on port " + port
						+ ". Set server.port to that of the one you mean.",
				others.size());
	}

	private List<Path> primaries(Path parent) {
		List<Path> found = new ArrayList<>();
		try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, DirectoryPlace.PREFIX + "*")) {
			for (Path child : children) {
				if (isOurs(child)) {
					found.add(child);
				}
			}
		}
		catch (IOException ex) {
			// Nothing can be there for us.
		}
		return found;
	}

	/**
	 * Anybody may make such a directory under the temporary one, but not as this user.
	 */
	private boolean isOurs(Path directory) {
		try {
			return Files.getOwner(directory).getName().equals(this.place.user())
					&& Files.readString(directory.resolve(RuntimeDirectory.LABEL)).equals(this.application)
					&& answers(directory.resolve(RuntimeDirectory.COMMAND_SOCKET));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean answers(Path socket) throws IOException {
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
			return channel.isConnected();
		}
	}

}
