package io.bootcluster.primary;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns signals to the primary into calls. By reflection, because javac warns of
 * {@code sun.misc.Signal} in a way that nothing silences, though it is the supported way.
 */
final class Signals {

	private static final Log logger = LogFactory.getLog(Signals.class);

	private Signals() {
	}

	/**
	 * Take a signal from now on.
	 * @param name the signal, without {@code SIG}
	 * @param action what to do each time, on a thread of the JVM's own
	 * @return {@code false} if the signal cannot be taken: the JVM was told to leave it
	 * alone ({@code -Xrs}), or the system has none such
	 */
	static boolean take(String name, Runnable action) {
		try {
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handler = Class.forName("sun.misc.SignalHandler");
			Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler },
					(self, method, arguments) -> answer(self, method, arguments, action));
			signal.getMethod("handle", signal, handler)
				.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
			return true;
		}
		catch (InvocationTargetException ex) {
			logger.debug("Signal " + name + " cannot be taken: " + ex.getCause());
			return false;
		}
		catch (ReflectiveOperationException ex) {
			logger.debug("Signals cannot be taken here", ex);
			return false;
		}
	}

	private static @Nullable Object answer(Object self, Method method, Object @Nullable [] arguments, Runnable action) {
		return switch (method.getName()) {
			case "handle" -> {
				action.run();
				yield null;
			}
			case "equals" -> arguments != null && self == arguments[0];
			case "hashCode" -> System.identityHashCode(self);
			default -> "Signals";
		};
	}

}
