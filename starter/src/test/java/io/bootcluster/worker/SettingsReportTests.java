package io.bootcluster.worker;

import java.util.Map;
import java.util.Optional;

import io.bootcluster.ListenerAddress;
import io.bootcluster.RestartSettings;
import io.bootcluster.control.Message;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SettingsReport}.
 */
class SettingsReportTests {

	private final Workers workers = new Workers();

	private final SettingsReport report = new SettingsReport(
			this.workers.with(ListenerAddress.tcp(0), Optional.empty()));

	@Test
	void initializeTellsDigestsOfTheFirstApplicationOnly() {
		GenericApplicationContext first = context("test", "1");
		this.report.initialize(first);
		this.report.initialize(context("test", "2"));
		assertThat(this.workers.said).singleElement()
			.isEqualTo(new Message.Settings(RestartSettings.keyedBy(Workers.SECRET).digests(first.getEnvironment())));
	}

	@Test
	void initializeWhenTheContextIsSpringCloudsOwnTellsNothing() {
		this.report.initialize(context("bootstrap", "1"));
		assertThat(this.workers.said).isEmpty();
	}

	private static GenericApplicationContext context(String source, String port) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource(source, Map.of("server.port", port)));
		return context;
	}

}
