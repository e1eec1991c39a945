package io.bootcluster.primary;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.ErrorPages;
import io.bootcluster.primary.PublicSettings.Connections;
import io.bootcluster.primary.dispatch.DispatcherSettings;
import io.bootcluster.primary.release.ThisJvm;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Slices}.
 */
class SlicesTests {

	@Test
	void dispatcherWhenTheApplicationSetsNothingTakesOurs() {
		DispatcherSettings settings = dispatcher(Map.of("max-connections-per-address", "7", "min-body-rate", "1KB"),
				Connections.unset());
		assertThat(settings.timeouts().header()).isEqualTo(Duration.ofSeconds(10));
		assertThat(settings.timeouts().idle()).isEqualTo(Duration.ofSeconds(75));
		assertThat(settings.timeouts().stall()).isEqualTo(Duration.ofSeconds(75));
		assertThat(settings.limits().maxConnections()).isEqualTo(16384);
		assertThat(settings.limits().client()).isEqualTo(new DispatcherSettings.Client(7, 0, 1024));
		assertThat(settings.listeners().backlog()).isZero();
	}

	@Test
	void dispatcherWhenTheApplicationSetsItsConnectionsTakesThat() {
		DispatcherSettings settings = dispatcher(Map.of(),
				new Connections(Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofSeconds(2)),
						Optional.of(Duration.ofSeconds(3)), Optional.of(4), Optional.of(5), Optional.of(6)));
		assertThat(settings.timeouts().header()).isEqualTo(Duration.ofSeconds(1));
		assertThat(settings.timeouts().idle()).isEqualTo(Duration.ofSeconds(2));
		assertThat(settings.timeouts().stall()).isEqualTo(Duration.ofSeconds(3));
		assertThat(settings.limits().maxConnections()).isEqualTo(4);
		assertThat(settings.listeners().backlog()).isEqualTo(5);
		assertThat(settings.limits().client()).isEqualTo(new DispatcherSettings.Client(0, 6, 240));
	}

	private static DispatcherSettings dispatcher(Map<String, String> ours, Connections application) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		ours.forEach((name, value) -> source.put("bootcluster.dispatcher." + name, value));
		BootclusterProperties properties = new Binder(source).bindOrCreate(BootclusterProperties.PREFIX,
				BootclusterProperties.class);
		PublicSettings publicSide = new PublicSettings(
				new PublicSettings.Listener("server.port", Optional.empty(), 8080, Optional.empty()), Optional.empty(),
				DataSize.ofKilobytes(8), application, 200, ErrorPages.NONE);
		return Slices.dispatcher(
				new PrimarySettings(properties, publicSide, Optional.empty(), ThisJvm.look(List.of()), "s", Map.of()),
				Optional.empty());
	}

}
