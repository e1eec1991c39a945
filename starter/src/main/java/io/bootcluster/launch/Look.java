package io.bootcluster.launch;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bootcluster.WorkerId;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NativeDetector;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks around at the door and reports what is there, without judging.
 */
final class Look {

	private static final List<String> FLAGS = List.of("spring.aot.processing", "spring.context.exit",
			"spring.context.checkpoint");

	private Look() {
	}

	static Facts around(SpringApplication application, ConfigurableEnvironment environment, boolean earlierContext) {
		Binder binder = Binder.get(environment);
		WebApplicationType webType = binder.bind("spring.main.web-application-type", WebApplicationType.class)
			.orElseGet(application::getWebApplicationType);
		Optional<Integer> port = Optional.ofNullable(binder.bind("server.port", Integer.class).orElse(null));
		Optional<Boolean> enabled = Optional.ofNullable(binder.bind("bootcluster.enabled", Boolean.class).orElse(null));
		return new Facts(enabled, System.getenv(WorkerId.SLOT_VARIABLE) != null, new Facts.Application(webType, port),
				jvm(), earlierContext);
	}

	private static Facts.Jvm jvm() {
		boolean nativeImage = NativeDetector.inNativeImage();
		List<String> arguments = nativeImage ? List.of() : ManagementFactory.getRuntimeMXBean().getInputArguments();
		Set<String> callers = StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName).collect(Collectors.toSet()));
		Set<String> flags = FLAGS.stream().filter(Look::isOn).collect(Collectors.toSet());
		return new Facts.Jvm(arguments, callers, flags, System.getProperty("os.name", ""), nativeImage);
	}

	/**
	 * The first is true or false; the others are on with any value, such as
	 * {@code onRefresh}.
	 */
	private static boolean isOn(String flag) {
		return Stream.ofNullable(SpringProperties.getProperty(flag)).anyMatch((value) -> !value.equals("false"));
	}

}
