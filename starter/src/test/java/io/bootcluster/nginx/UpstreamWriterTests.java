package io.bootcluster.nginx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.bootcluster.NodesView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file follows the nodes.
 */
class UpstreamWriterTests implements Commands {

	@TempDir
	Path directory;

	private Optional<NodesView> nodes = Optional.empty();

	private long now;

	private int runs;

	private boolean good = true;

	private UpstreamWriter writer;

	@BeforeEach
	void create() {
		UpstreamFile file = new UpstreamFile(file(), List.of("t"), List.of("r"), this);
		this.writer = new UpstreamWriter(() -> this.nodes, () -> Nodes.block()::write, file,
				new Pace(Duration.ofMillis(500)), () -> this.now);
	}

	@Test
	void turnWhenNotLeadingWritesNothing() {
		turnAfterQuiet();
		assertThat(file()).doesNotExist();
	}

	@Test
	void turnWhenNodesChangeWritesThemAfterTheQuietPeriod() throws IOException {
		see(Nodes.serving("a", "10.0.0.1:80", 1));
		this.writer.turn();
		assertThat(file()).doesNotExist();
		turnAfterQuiet();
		assertThat(Files.readString(file())).contains("10.0.0.1:80");
		assertThat(this.runs).isEqualTo(2);
		turnAfterQuiet();
		assertThat(this.runs).isEqualTo(2);
	}

	@Test
	void turnWhenNodesVanishKeepsTheLastOnes() throws IOException {
		see(Nodes.serving("a", "10.0.0.1:80", 1));
		turnAfterQuiet();
		see();
		turnAfterQuiet();
		assertThat(Files.readString(file())).contains("10.0.0.1:80", "No node is registered any more");
		assertThat(this.runs).isEqualTo(2);
	}

	@Test
	void turnWhenNginxIsThereLaterTriesAgain() {
		this.good = false;
		see(Nodes.serving("a", "10.0.0.1:80", 1));
		turnAfterQuiet();
		assertThat(file()).doesNotExist();
		this.good = true;
		turnAfterQuiet();
		assertThat(file()).exists();
	}

	private void see(NodesView.Node... nodes) {
		this.nodes = Optional.of(Nodes.view(nodes));
	}

	private void turnAfterQuiet() {
		this.writer.turn();
		this.now += Duration.ofMillis(500).toNanos();
		this.writer.turn();
	}

	private Path file() {
		return this.directory.resolve("upstream.conf");
	}

	@Override
	public Ended run(List<String> words) {
		this.runs++;
		return new Ended(this.good, "");
	}

}
