package io.bootcluster.primary.telemetry;

import java.time.Instant;
import java.util.Map;

import io.bootcluster.ClusterEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventLineTests {

	@Test
	void ofWhenValuesArePlainWritesThemAsTheyAre() {
		assertThat(line("code", "137")).isEqualTo("event=worker.exited worker=2.3 code=137");
	}

	@Test
	void ofWhenValueHasSpacesQuotesIt() {
		assertThat(line("meaning", "killed by \"9\" \\")).endsWith(" meaning=\"killed by \\\"9\\\" \\\\\"");
	}

	@Test
	void ofWhenValueIsEmptyQuotesIt() {
		assertThat(line("reason", "")).endsWith(" reason=\"\"");
	}

	@Test
	void ofWhenValueHasLinesStaysOnOne() {
		assertThat(line("reason", "a\r\nevent=x\u001b\u2028\tb"))
			.endsWith(" reason=\"a\\r\\nevent=x\\u001b\\u2028\\tb\"");
	}

	@Test
	void ofWhenEventIsOfTheNodeNamesNoWorker() {
		assertThat(EventLine.of(new ClusterEvent(1, Instant.EPOCH, "node.serving", "", Map.of())))
			.isEqualTo("event=node.serving");
	}

	private static String line(String name, String value) {
		return EventLine.of(new ClusterEvent(1, Instant.EPOCH, "worker.exited", "2.3", Map.of(name, value)));
	}

}
