package io.bootcluster.launch;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The decision at the door of real applications, each run on a thread of its own, where
 * no test is on the stack, and given up once it is known.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoorTests {

	private static final AtomicReference<@Nullable Role> seen = new AtomicReference<>();

	@AfterEach
	void reset() {
		SpringProperties.setProperty("spring.context.exit", null);
		SpringProperties.setProperty("spring.aot.processing", null);
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(DoorTests.class);
		prepare(application);
		return application;
	}

	private static void prepare(SpringApplication application) {
		application.addListeners((ApplicationEnvironmentPreparedEvent event) -> {
			seen.set(Role.of(Look.around(event.getSpringApplication(), event.getEnvironment(), false)));
			throw new SpringApplication.AbandonedRunException();
		});
	}

	private static void alone(Runnable deed) throws InterruptedException {
		seen.set(null);
		Thread thread = new Thread(deed, "alone");
		thread.setUncaughtExceptionHandler((ended, abandoned) -> {
		});
		thread.start();
		thread.join();
	}

	private static Role roleOf(Consumer<SpringApplication> change, String... arguments) throws InterruptedException {
		alone(() -> {
			SpringApplication application = application();
			change.accept(application);
			application.run(arguments);
		});
		return java.util.Objects.requireNonNull(seen.get());
	}

	private static void assertStandalone(@Nullable Role role, String reason) {
		assertThat(role).isInstanceOfSatisfying(Role.Standalone.class,
				(standalone) -> assertThat(standalone.reason()).contains(reason));
	}

	@Test
	void webApplicationIsPrimary() throws InterruptedException {
		assertThat(roleOf((application) -> {
		})).isInstanceOf(Role.Primary.class);
	}

	@ParameterizedTest
	@CsvSource({ "--bootcluster.enabled=false, bootcluster.enabled is false",
			"--spring.main.web-application-type=none, no web application", "--server.port=-1, server.port is -1" })
	void argumentIsObeyed(String argument, String reason) throws InterruptedException {
		assertStandalone(roleOf((application) -> {
		}, argument), reason);
	}

	@Test
	void webTypeThatTheApplicationSetsIsObeyed() throws InterruptedException {
		assertStandalone(roleOf((application) -> application.setWebApplicationType(WebApplicationType.NONE)),
				"no web application");
	}

	@ParameterizedTest
	@CsvSource({ "spring.context.exit, onRefresh", "spring.aot.processing, true" })
	void switchOfSpringIsObeyed(String flag, String value) throws InterruptedException {
		SpringProperties.setProperty(flag, value);
		assertStandalone(roleOf((application) -> {
		}), flag);
	}

	@Test
	void mainThatIsAugmentedIsStandalone() throws InterruptedException {
		alone(() -> SpringApplication.from((arguments) -> application().run(arguments)).run());
		assertStandalone(seen.get(), "SpringApplication.from");
	}

	@Test
	void warIsStandalone() throws InterruptedException {
		alone(() -> {
			try {
				new War().onStartup(new MockServletContext());
			}
			catch (ServletException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertStandalone(seen.get(), "servlet container");
	}

	@Test
	void secondApplicationInOneJvmIsStandaloneAndSaysSo(CapturedOutput output) throws InterruptedException {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			new BootclusterRunListener(application(), new String[0]).contextPrepared(context);
			alone(() -> {
				BootclusterRunListener second = new BootclusterRunListener(application(), new String[0]);
				second.environmentPrepared(new DefaultBootstrapContext(), new StandardEnvironment());
				second.contextPrepared(context);
			});
		}
		assertThat(output).containsOnlyOnce("Bootcluster runs standalone: it is not the first application");
	}

	static class War extends SpringBootServletInitializer {

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			prepare(builder.application());
			return builder.sources(DoorTests.class);
		}

	}

}
