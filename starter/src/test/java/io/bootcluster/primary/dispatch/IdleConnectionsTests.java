package io.bootcluster.primary.dispatch;

import java.io.IOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand connections that are merely open: they cost little memory, and others no
 * time.
 */
class IdleConnectionsTests {

	private static final Log logger = LogFactory.getLog(IdleConnectionsTests.class);

	private static final int MANY = 10_000;

	private static final int MOST_OCTETS = 4096;

	/**
	 * No buffer is as small.
	 */
	private static final long FEW_OCTETS = 64;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectionsWhenIdleAreLightAndSlowNobody(boolean used) throws Exception {
		Crowd.assumePossible(MANY);
		try (DispatcherProcess dispatcher = DispatcherProcess.start(); Wire other = Wire.to(dispatcher.port())) {
			long alone = Latency.alone(other);
			DispatcherProcess.Memory before = dispatcher.memory();
			try (Crowd crowd = Crowd.of(MANY, dispatcher.port())) {
				if (used) {
					use(crowd);
				}
				Latency.check("request beside " + MANY + " idle connections", alone, Latency.median(other));
				DispatcherProcess.Memory beside = dispatcher.memory();
				long octets = (beside.all() - before.all()) / MANY;
				logger.info("%d octets for each connection that has sent %s".formatted(octets,
						used ? "one request" : "nothing"));
				assertThat(octets).isBetween(1L, (long) MOST_OCTETS);
				assertThat(beside.buffers() - before.buffers()).as("octets of buffers").isLessThan(MANY * FEW_OCTETS);
			}
		}
	}

	private static void use(Crowd crowd) throws IOException {
		for (Wire wire : crowd.wires()) {
			assertThat(wire.send(Latency.REQUEST).message()).endsWith("hello");
		}
	}

}
