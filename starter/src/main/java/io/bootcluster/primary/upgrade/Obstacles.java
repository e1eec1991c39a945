package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

import io.bootcluster.primary.release.ThisJvm;

/**
 * Says what keeps a primary from being replaced without a restart. Pure, but for a look
 * into the jar.
 */
public final class Obstacles {

	/**
	 * They end when the process ends that they started, and their container with them.
	 */
	private static final Set<String> SMALL_INITS = Set.of("tini", "docker-init", "dumb-init", "catatonit",
			"podman-init");

	private static final Pattern PORT = Pattern
		.compile("-Dcom\\.sun\\.management\\.jmxremote\\.(rmi\\.)?port=.*|-agentlib:jdwp=.*|-Xrunjdwp:.*");

	private Obstacles() {
	}

	/**
	 * Look for the first obstacle.
	 * @param jvm how the primary was started
	 * @param around who waits for its end
	 * @param listenersMove whether its listeners can be handed over
	 * @param surge whether there is memory for one worker more
	 * @return the reason, the rest of a sentence; empty if nothing is in the way
	 */
	public static Optional<String> find(ThisJvm jvm, Circumstances around, boolean listenersMove, boolean surge) {
		if (!listenersMove) {
			return Optional.of("listening sockets can be handed over on Linux with "
					+ "bootcluster.dispatcher.transport=auto or epoll only");
		}
		if (!surge) {
			return Optional.of("there is no memory for one worker more than are wanted");
		}
		return waiting(around).or(() -> port(jvm.jvmArguments())).or(() -> jar(jvm));
	}

	private static Optional<String> waiting(Circumstances around) {
		boolean onlyChild = around.parent() == 1 && SMALL_INITS.contains(around.init());
		if (around.pid() == 1 || onlyChild) {
			return Optional.of("the container ends with this primary");
		}
		boolean service = Long.toString(around.pid()).equals(around.environment().get("SYSTEMD_EXEC_PID"))
				|| around.environment().containsKey("NOTIFY_SOCKET");
		if (service) {
			return Optional.of("systemd ends the service with this primary");
		}
		return Optional.empty();
	}

	private static Optional<String> port(List<String> arguments) {
		return arguments.stream()
			.filter((argument) -> PORT.matcher(argument).matches())
			.findFirst()
			.map((argument) -> "two primaries cannot both listen where " + argument.split("=", 2)[0] + " says");
	}

	private static Optional<String> jar(ThisJvm jvm) {
		Optional<String> jar = jvm.jar();
		if (jar.isEmpty()) {
			return Optional.of("this primary was not started with java -jar");
		}
		String path = Path.of(jar.get()).toAbsolutePath().normalize().toString();
		try (JarFile file = new JarFile(jar.get())) {
			Manifest manifest = file.getManifest();
			boolean starts = manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.MAIN_CLASS);
			return starts ? Optional.empty() : Optional.of(path + " is no jar that can be started");
		}
		catch (IOException ex) {
			return Optional.of(path + " is no jar that can be started (" + ex.getMessage() + ")");
		}
	}

}
