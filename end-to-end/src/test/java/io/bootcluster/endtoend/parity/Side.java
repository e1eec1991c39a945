package io.bootcluster.endtoend.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Run;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * One of the two applications of a configuration, plain or clustered, which serves.
 */
final class Side implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(120);

	private final Run run;

	private final int management;

	private final @Nullable SSLSocketFactory tls;

	Side(Run run, int management, @Nullable SSLSocketFactory tls) {
		this.run = run;
		this.management = management;
		this.tls = tls;
	}

	/**
	 * Wait until it serves. A primary's port is open at once and holds requests.
	 * @param workers how many workers there must be, 0 if it is plain
	 */
	void awaitServing(int workers) {
		await("serves").atMost(START).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> {
			if (!this.run.isAlive()) {
				return true;
			}
			try (Wire wire = new Wire(this.run.port(), this.tls)) {
				wire.send("GET /canary HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
				return wire.answer("GET") == 404;
			}
		});
		if (!this.run.isAlive()) {
			throw new IllegalStateException("Does not serve:\n" + this.run.output());
		}
		if (workers > 1) {
			Cluster.serving(this.run, workers);
		}
		this.run.children();
	}

	/**
	 * Hold one row's conversation on a connection of its own.
	 * @param row the row
	 * @param expected what is expected
	 * @return what came of it, with what may differ taken out
	 */
	Told hold(Row row, Row.Outcome expected) {
		int port = row.place().management() ? this.management : this.run.port();
		try (Wire wire = new Wire(port, this.tls)) {
			Talk.Heard heard = new Talk(wire, port).hold(row, expected.statuses().size());
			List<String> lines = new Normaliser(List.of(new Normaliser.Port(this.run.port(), "port"),
					new Normaliser.Port(this.management, "management port"),
					new Normaliser.Port(wire.clientPort(), "client port")))
				.lines(heard.bytes());
			return new Told(heard.outcome(), lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.run.close();
	}

	/**
	 * What one side made of a row.
	 *
	 * @param outcome what came of it
	 * @param lines all answers
	 */
	record Told(Row.Outcome outcome, List<String> lines) {
	}

}
