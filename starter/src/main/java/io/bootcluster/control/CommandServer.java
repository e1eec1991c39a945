package io.bootcluster.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jdk.net.ExtendedSocketOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The primary's end of commands: a socket that nobody but its own user may use, which
 * works when no worker does. Each caller has a thread of its own, so that one who does
 * not read holds up nobody else.
 */
public final class CommandServer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(CommandServer.class);

	private static final int MOST_CALLERS = 32;

	private final Path socket;

	private final ServerSocketChannel channel;

	private final @Nullable Object file;

	private final UserPrincipal owner;

	private final CommandOffice office;

	private final Set<SocketChannel> callers = ConcurrentHashMap.newKeySet();

	private CommandServer(Path socket, ServerSocketChannel channel, CommandOffice office) throws IOException {
		this.socket = socket;
		this.channel = channel;
		this.file = fileAt(socket);
		this.owner = Files.getOwner(socket);
		this.office = office;
	}

	/**
	 * Bind the socket and answer commands.
	 * @param socket path of the socket, in a directory that only this user may enter; a
	 * stale one is removed
	 * @param office answers them
	 * @return the open server
	 * @throws IOException if the socket cannot be bound
	 */
	public static CommandServer open(Path socket, CommandOffice office) throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			Files.deleteIfExists(socket);
			channel.bind(UnixDomainSocketAddress.of(socket));
			Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
			CommandServer server = new CommandServer(socket, channel, office);
			start("bootcluster-command", server::accept);
			return server;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	private static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (this.channel.isOpen()) {
			try {
				SocketChannel caller = this.channel.accept();
				if (this.callers.size() >= MOST_CALLERS || !isOwner(caller)) {
					caller.close();
					continue;
				}
				this.callers.add(caller);
				start("bootcluster-caller", () -> answer(caller));
			}
			catch (IOException ex) {
				if (this.channel.isOpen()) {
					logger.warn("A command was not heard", ex);
				}
			}
		}
	}

	/**
	 * The permissions of the socket say the same, but not on every system.
	 */
	private boolean isOwner(SocketChannel caller) throws IOException {
		if (!caller.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
			return true;
		}
		String user = caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
		return user.equals(this.owner.getName());
	}

	private void answer(SocketChannel caller) {
		try (caller) {
			new CommandTalk(caller, this.office).hold();
		}
		catch (IOException ex) {
			logger.debug("A command went away", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.callers.remove(caller);
		}
	}

	private static @Nullable Object fileAt(Path socket) throws IOException {
		return Files.exists(socket) ? Files.readAttributes(socket, BasicFileAttributes.class).fileKey() : null;
	}

	/**
	 * End every call, and remove the socket, unless another primary's is there by now.
	 */
	@Override
	public void close() throws IOException {
		this.channel.close();
		if (Objects.equals(fileAt(this.socket), this.file)) {
			Files.deleteIfExists(this.socket);
		}
		for (SocketChannel caller : this.callers) {
			caller.close();
		}
	}

}
