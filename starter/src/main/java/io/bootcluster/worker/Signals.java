package io.bootcluster.worker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

import org.springframework.util.ClassUtils;

/**
 * What signals mean to a worker: the terminal's are the primary's business, and
 * {@code TERM} asks it to leave. Speaks to {@code sun.misc.Signal}, the only way there
 * is, by reflection, because javac warns of it in a way that no source can answer.
 */
final class Signals {

	private static final int TERMINATED = 128 + 15;

	private Signals() {
	}

	/**
	 * Ignore what the terminal sends to the whole process group.
	 */
	static void ignoreTerminal() {
		handle("INT", Signals::ignore);
		handle("HUP", Signals::ignore);
	}

	/**
	 * Leave before anything of the application stops; a second {@code TERM} hastens.
	 * @param departure the way out
	 */
	static void leaveOnTerm(Departure departure) {
		handle("TERM", () -> {
			handle("TERM", departure::hasten);
			departure.exit(departure.leave() ? 0 : TERMINATED);
		});
	}

	private static void ignore() {
		// Whoever sent this to a group also sent it to the primary
	}

	private static void handle(String name, Runnable deed) {
		try {
			Class<?> signal = ClassUtils.forName("sun.misc.Signal", null);
			Class<?> handler = ClassUtils.forName("sun.misc.SignalHandler", null);
			InvocationHandler call = (proxy, method, arguments) -> {
				if (method.getName().equals("handle")) {
					deed.run();
				}
				return null;
			};
			Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler }, call);
			signal.getMethod("handle", signal, handler)
				.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
		}
		catch (ReflectiveOperationException ex) {
			// Not in this JVM, or told to leave signals alone (-Xrs)
		}
	}

}
