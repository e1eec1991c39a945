package io.bootcluster.launch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.WrongSettingException;
import io.bootcluster.primary.PublicSettings;
import io.bootcluster.primary.PublicSettings.Connections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClusterSettings} and {@link ApplicationSettings}.
 */
class SettingsTests {

	@ParameterizedTest
	@CsvSource({ "bootcluster.workres,3,there is no such property",
			"bootcluster.worker.memry,1GB,there is no such property",
			"bootcluster.nonsense.at-all,x,there is no such property",
			"bootcluster.workers,0,it must be 'auto' or a number from 1 to 1000",
			"bootcluster.health.interval,abc,a duration such as 500ms or 30s",
			"bootcluster.health.threshold,many,a number",
			"bootcluster.dispatcher.min-body-rate,slow,a size such as 240B or 16KB",
			"bootcluster.dispatcher.policy,rand,one of 'least-busy'", "bootcluster.enabled,perhaps,true or false" })
	void readWhenASettingIsWrongNamesItAndSaysWhy(String name, String value, String reason) {
		assertThatExceptionOfType(WrongSettingException.class)
			.isThrownBy(() -> new ClusterSettings(binder(Map.of(name, value))).read())
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo(name);
				assertThat(ex.value()).isEqualTo(value);
				assertThat(ex.reason()).contains(reason);
				assertThat(ex.getExitCode()).isEqualTo(1);
			});
	}

	@Test
	void readWhenTheEnvironmentHasOtherNamesIgnoresThem() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("BOOTCLUSTER_HOME", "/opt", "BOOTCLUSTER_GENERATION", "3", "BOOTCLUSTER_WORKERS", "3")));
		ConfigurationPropertySources.attach(environment);
		assertThat(new ClusterSettings(Binder.get(environment)).read().workers().number()).hasValue(3);
	}

	@Test
	void readWhenNothingIsSetIsPort8080OnAllAddresses() {
		PublicSettings settings = publicSettings(Map.of());
		assertThat(settings.main().port()).isEqualTo(8080);
		assertThat(settings.main().address()).isEmpty();
		assertThat(settings.management()).isEmpty();
		assertThat(settings.maxHead()).isEqualTo(DataSize.ofKilobytes(8));
	}

	@ParameterizedTest
	@CsvSource({ "8080,8080,false", "8080,8081,true", "8080,-1,false", "0,0,true", "9000,9000,false" })
	void readWhenTheActuatorHasAPortKnowsWhetherItIsItsOwn(int port, int management, boolean own) {
		PublicSettings settings = publicSettings(Map.of("server.port", port, "management.server.port", management));
		assertThat(settings.management().isPresent()).isEqualTo(own);
	}

	@Test
	void readWhenAnAddressIsSetAppliesItToTheActuatorToo() {
		PublicSettings settings = publicSettings(Map.of("server.address", "127.0.0.1", "management.server.port", 8081,
				"server.max-http-request-header-size", "16KB"));
		assertThat(settings.main()).hasToString("127.0.0.1:8080");
		assertThat(settings.management().orElseThrow()).hasToString("127.0.0.1:8081");
		assertThat(settings.maxHead()).isEqualTo(DataSize.ofKilobytes(16));
	}

	@Test
	void readWhenTheHeadMayHaveNoSizeIsTheDefault() {
		assertThat(publicSettings(Map.of("server.max-http-request-header-size", "-1B")).maxHead())
			.isEqualTo(DataSize.ofKilobytes(8));
	}

	@Test
	void readWhenNothingIsSetForConnectionsSaysSo() {
		assertThat(publicSettings(Map.of()).connections()).isEqualTo(Connections.unset());
	}

	@Test
	void readWhenConnectionsAreSetTakesThemAsTomcatDoes() {
		Connections connections = connections("connection-timeout", "20s", "keep-alive-timeout", "5s",
				"max-connections", "100", "accept-count", "7", "max-keep-alive-requests", "50");
		assertThat(connections)
			.isEqualTo(new Connections(Optional.of(Duration.ofSeconds(20)), Optional.of(Duration.ofSeconds(5)),
					Optional.of(Duration.ofSeconds(20)), Optional.of(100), Optional.of(7), Optional.of(50)));
	}

	@Test
	void readWhenOnlyTheConnectionTimeoutIsSetKeepsConnectionsAliveThatLong() {
		assertThat(connections("connection-timeout", "3000").keepAlive()).contains(Duration.ofSeconds(3));
	}

	@Test
	void readWhenOnlyTheKeepAliveTimeoutIsSetLeavesBodiesTheirTime() {
		assertThat(connections("keep-alive-timeout", "1s").stall()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "0", "-5s", "20000d" })
	void readWhenATimeoutIsNoneIsNever(String none) {
		Connections connections = connections("connection-timeout", none);
		assertThat(connections.timeout()).contains(ConnectionSettings.NEVER);
		assertThat(connections.keepAlive()).contains(ConnectionSettings.NEVER);
	}

	@ParameterizedTest
	@CsvSource({ "0,1", "1,1", "-1,0", "7,7" })
	void readWhenRequestsAreLimitedTakesTheNumberAsDocumented(String set, int requests) {
		assertThat(connections("max-keep-alive-requests", set).requests()).contains(requests);
	}

	@Test
	void readWhenANumberIsNotPositiveIsNotSetAsInSpringBoot() {
		assertThat(connections("max-connections", "-1", "accept-count", "0")).isEqualTo(Connections.unset());
	}

	@Test
	void readWhenASettingOfOursIsSetItComesFirst() {
		Connections connections = publicSettings(
				Map.of("server.tomcat.connection-timeout", "1s", "server.tomcat.keep-alive-timeout", "1s",
						"server.tomcat.max-connections", "10", "bootcluster.dispatcher.headerTimeout", "5s",
						"bootcluster.dispatcher.idle-timeout", "6s", "bootcluster.dispatcher.max-connections", "20"))
			.connections();
		assertThat(connections).isEqualTo(Connections.unset());
	}

	private static Connections connections(String... pairs) {
		Map<String, Object> values = new HashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			values.put("server.tomcat." + pairs[i], pairs[i + 1]);
		}
		return publicSettings(values).connections();
	}

	private static PublicSettings publicSettings(Map<String, Object> values) {
		StandardEnvironment environment = environment(values);
		return new ApplicationSettings(Binder.get(environment), new Certificates(environment)).read();
	}

	private static Binder binder(Map<String, Object> values) {
		return Binder.get(environment(values));
	}

	private static StandardEnvironment environment(Map<String, Object> values) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", values));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
