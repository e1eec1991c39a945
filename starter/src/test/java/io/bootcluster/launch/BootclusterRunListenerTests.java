package io.bootcluster.launch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BootclusterRunListener}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BootclusterRunListenerTests {

	@Test
	void runWhenInATestRunsStandaloneAndSaysWhyOnce(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output).containsOnlyOnce("Bootcluster runs standalone: a test runs it");
	}

	static class Empty {

	}

}
