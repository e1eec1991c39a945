package io.bootcluster.launch;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Look}: what the rules judge is what is there.
 */
class LookTests {

	private static final String[] FLAGS = { "spring.aot.processing", "spring.context.exit",
			"spring.context.checkpoint" };

	private final SpringApplication application = new SpringApplication(LookTests.class);

	@AfterEach
	void reset() {
		for (String flag : FLAGS) {
			SpringProperties.setProperty(flag, null);
		}
	}

	private Facts look(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return Look.around(this.application, environment, false);
	}

	private Facts look() {
		return look(Map.of());
	}

	@Test
	void aroundWhenNothingIsSetSeesDefaults() {
		assertThat(look().enabled()).isEmpty();
		assertThat(look().isExplicit()).isFalse();
		assertThat(look().worker()).isFalse();
		assertThat(look().application().port()).isEmpty();
		assertThat(look().jvm().flags()).isEmpty();
		assertThat(look().jvm().nativeImage()).isFalse();
		assertThat(look().jvm().system()).isEqualTo(System.getProperty("os.name"));
		assertThat(look().earlierContext()).isFalse();
	}

	@Test
	void aroundWhenAnEarlierRunMadeAContextSeesIt() {
		assertThat(Look.around(this.application, new StandardEnvironment(), true).earlierContext()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "NONE, none", "none, none", "servlet, servlet", "Reactive, reactive" })
	void aroundWhenTheWebTypeIsAPropertySeesThatBeforeTheApplicationsOwn(String written, String expected) {
		this.application
			.setWebApplicationType(expected.equals("none") ? WebApplicationType.SERVLET : WebApplicationType.NONE);
		assertThat(look(Map.of("spring.main.web-application-type", written)).application().webType())
			.isEqualTo(WebApplicationType.valueOf(expected.toUpperCase(java.util.Locale.ROOT)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "NONE", "SERVLET", "REACTIVE" })
	void aroundWhenTheWebTypeIsNoPropertySeesTheApplicationsOwn(WebApplicationType type) {
		this.application.setWebApplicationType(type);
		assertThat(look().application().webType()).isEqualTo(type);
	}

	@Test
	void aroundWhenThePortIsSetSeesIt() {
		assertThat(look(Map.of("server.port", "-1")).application().port()).hasValue(-1);
		assertThat(look(Map.of("SERVER_PORT", 8081, "server.port", "${own:-1}")).application().port()).hasValue(-1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false", "off", "yes" })
	void aroundWhenEnabledIsSetSeesIt(String written) {
		boolean expected = written.equals("true") || written.equals("yes");
		assertThat(look(Map.of("bootcluster.enabled", written)).enabled()).isEqualTo(Optional.of(expected));
	}

	@ParameterizedTest
	@CsvSource({ "spring.aot.processing, true", "spring.context.exit, onRefresh",
			"spring.context.checkpoint, onRefresh" })
	void aroundWhenSpringsSwitchesAreOnSeesThem(String flag, String value) {
		SpringProperties.setProperty(flag, value);
		assertThat(look().jvm().flags()).containsExactly(flag);
		SpringProperties.setProperty(flag, "false");
		assertThat(look().jvm().flags()).isEmpty();
	}

	@Test
	void aroundSeesTheArgumentsOfThisJvm() {
		assertThat(look().jvm().arguments())
			.isEqualTo(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
	}

	@Test
	void aroundSeesWhoCalls() {
		assertThat(look().jvm().isCalledBy("org.junit.")).isTrue();
		assertThat(look().jvm().isCalledBy(LookTests.class.getName())).isTrue();
		assertThat(look().jvm().isCalledBy("org.springframework.boot.SpringApplication$Augmented")).isFalse();
	}

}
