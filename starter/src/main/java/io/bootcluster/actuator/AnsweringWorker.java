package io.bootcluster.actuator;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Says in fields of the answer which worker it comes from, since the form of the body is
 * fixed. Does so where Spring MVC serves the actuator.
 */
final class AnsweringWorker {

	private static final String FIELD = "Bootcluster-Worker";

	private static final boolean PRESENT = ClassUtils.isPresent(
			"org.springframework.web.context.request.ServletRequestAttributes", AnsweringWorker.class.getClassLoader());

	private AnsweringWorker() {
	}

	static void tell(String worker, String release) {
		set(FIELD, worker + "; release=" + release);
	}

	static void tellOutcomes(String outcomes) {
		set(FIELD, outcomes);
	}

	private static void set(String name, String value) {
		if (PRESENT) {
			Servlet.set(name, value);
		}
	}

	/**
	 * Apart, because its classes may be missing.
	 */
	private static final class Servlet {

		static void set(String name, String value) {
			if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
				@Nullable HttpServletResponse response = request.getResponse();
				if (response != null) {
					response.setHeader(name, value);
				}
			}
		}

	}

}
