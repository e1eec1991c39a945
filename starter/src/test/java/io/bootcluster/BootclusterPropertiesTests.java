package io.bootcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BootclusterProperties}.
 */
class BootclusterPropertiesTests {

	@Test
	void bindWhenNothingIsSetGivesTheDefaults() {
		BootclusterProperties properties = bind(Map.of());
		assertThat(properties.enabled()).isNull();
		assertThat(properties.workers().number()).isEmpty();
		assertThat(properties.worker().memory().heap()).isEmpty();
		assertThat(properties.worker().startTimeout()).isEqualTo(Duration.ofSeconds(120));
		assertThat(properties.dispatcher().responseTimeout().limit()).isEmpty();
		assertThat(properties.dispatcher().maxConnections()).isEqualTo(16384);
		assertThat(properties.dispatcher().maxConnectionsPerAddress()).isNull();
		assertThat(properties.dispatcher().minBodyRate()).isEqualTo(DataSize.ofBytes(240));
		assertThat(properties.health())
			.isEqualTo(new BootclusterProperties.Health(Duration.ofSeconds(2), Duration.ofSeconds(1), 3, 1));
		assertThat(properties.session().redis()).isEqualTo(BootclusterProperties.Session.Redis.AUTO);
	}

	@Test
	void bindWhenValuesAreSetTakesThem() {
		BootclusterProperties properties = bind(Map.of("bootcluster.workers", "3", "bootcluster.worker.memory", "256MB",
				"bootcluster.dispatcher.response-timeout", "5s", "bootcluster.directory", "/run/app"));
		assertThat(properties.workers().number()).hasValue(3);
		assertThat(properties.worker().memory().heap()).contains(DataSize.ofMegabytes(256));
		assertThat(properties.dispatcher().responseTimeout().limit()).contains(Duration.ofSeconds(5));
		assertThat(properties.directory()).isEqualTo(Path.of("/run/app"));
	}

	@ParameterizedTest
	@CsvSource({ "workers,0", "workers,-1", "workers,many", "worker.memory,1MB", "worker.memory,lots",
			"worker.start-timeout,0s", "worker.drain-timeout,-1s", "worker.stop-timeout,0s", "worker.debug-port,0",
			"dispatcher.hold-timeout,-1s", "dispatcher.hold-capacity,-1", "dispatcher.connect-timeout,0s",
			"dispatcher.header-timeout,0s", "dispatcher.idle-timeout,0s", "dispatcher.response-timeout,0s",
			"dispatcher.max-connections,0", "dispatcher.max-connections-per-address,0", "dispatcher.min-body-rate,-1B",
			"health.interval,0s", "health.timeout,0s", "health.threshold,0", "restart.backoff,0s",
			"restart.max-backoff,1ms", "nodes.interval,0s", "nodes.expiry,2s", "nodes.quiet-period,-1s",
			"nodes.drain-delay,-1s", "nodes.reload-timeout,0s", "nginx.upstream,a b", "nginx.upstream,1st",
			"nginx.version,new", "nginx.keepalive,0", "nginx.zone,1KB", "nginx.max-fails,-1", "nginx.fail-timeout,0s" })
	void bindWhenAValueIsWrongNamesTheProperty(String name, String value) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("bootcluster." + name, value)))
			.havingRootCause()
			.isInstanceOfSatisfying(WrongSettingException.class,
					(ex) -> assertThat(ex.property()).isEqualTo("bootcluster." + name));
	}

	private static BootclusterProperties bind(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(BootclusterProperties.PREFIX,
				BootclusterProperties.class);
	}

}
