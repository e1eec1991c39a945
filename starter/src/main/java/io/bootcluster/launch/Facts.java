package io.bootcluster.launch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.WebApplicationType;

/**
 * What can be seen at the door. A value, so that the decision is one too.
 *
 * @param enabled what {@code bootcluster.enabled} says, if it is set
 * @param worker whether the environment marks this JVM as a worker
 * @param application what is known of the application
 * @param jvm what is known of this JVM
 * @param earlierContext whether an earlier run in this JVM made a context
 */
record Facts(Optional<Boolean> enabled, boolean worker, Application application, Jvm jvm, boolean earlierContext) {

	boolean isExplicit() {
		return this.enabled.orElse(false);
	}

	/**
	 * What is known of the application.
	 *
	 * @param webType its kind
	 * @param port what {@code server.port} says, if it is set
	 */
	record Application(WebApplicationType webType, Optional<Integer> port) {
	}

	/**
	 * What is known of this JVM.
	 *
	 * @param arguments its arguments
	 * @param callers names of the classes on the stack
	 * @param flags Spring's own switches that are on
	 * @param system name of the operating system
	 * @param nativeImage whether it is none, but a native image
	 */
	record Jvm(List<String> arguments, Set<String> callers, Set<String> flags, String system, boolean nativeImage) {

		boolean isCalledBy(String prefix) {
			return this.callers.stream().anyMatch((caller) -> caller.startsWith(prefix));
		}

	}

}
