package io.bootcluster.primary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import io.bootcluster.control.CommandOffice;
import io.bootcluster.control.CommandServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RunningPrimary}.
 */
class RunningPrimaryTests {

	private static final String APPLICATION = "/opt/app.jar";

	@TempDir
	private Path directory;

	@Test
	void commandSocketWhenOneRunsIsFoundWhateverItsPort() throws Exception {
		try (RuntimeDirectory other = open("/opt/other.jar", 8080);
				RuntimeDirectory ours = open(APPLICATION, 8080);
				CommandServer first = serve(other);
				CommandServer second = serve(ours)) {
			assertThat(find(8080)).isEqualTo(ours.commandSocket());
			assertThat(find(0)).isEqualTo(ours.commandSocket());
			assertThat(first).isNotSameAs(second);
		}
	}

	@Test
	void commandSocketWhenSeveralRunIsThatOfThePort() throws Exception {
		try (RuntimeDirectory one = open(APPLICATION, 1);
				RuntimeDirectory two = open(APPLICATION, 2);
				CommandServer first = serve(one);
				CommandServer second = serve(two)) {
			assertThat(find(2)).isEqualTo(two.commandSocket());
			assertThatExceptionOfType(PrimaryNotFoundException.class).isThrownBy(() -> find(3))
				.withMessageContaining("2 primaries of /opt/app.jar")
				.withMessageContaining("server.port")
				.matches((ex) -> !ex.isNoneRunning());
			assertThat(first).isNotSameAs(second);
		}
	}

	@Test
	void commandSocketWhenNoneRunsNamesTheWayOut() throws Exception {
		try (RuntimeDirectory dead = open(APPLICATION, 8080)) {
			assertThat(dead.path()).exists();
			assertThatExceptionOfType(PrimaryNotFoundException.class).isThrownBy(() -> find(8080))
				.withMessageContaining("No primary of /opt/app.jar runs here")
				.withMessageContaining(this.directory.toString())
				.withMessageContaining("bootcluster.directory")
				.matches(PrimaryNotFoundException::isNoneRunning);
		}
	}

	private Path find(int port) throws PrimaryNotFoundException {
		return new RunningPrimary(place(), APPLICATION).commandSocket(port);
	}

	private RuntimeDirectory open(String application, int port) {
		return place().open(application, port);
	}

	private DirectoryPlace place() {
		return new DirectoryPlace(this.directory, Optional.empty(), this.directory, System.getProperty("user.name"),
				107);
	}

	private static CommandServer serve(RuntimeDirectory directory) throws IOException {
		return CommandServer.open(directory.commandSocket(), new Silent());
	}

	/**
	 * Knows nothing.
	 */
	private static final class Silent implements CommandOffice {

		@Override
		public ClusterView view() {
			throw new IllegalStateException();
		}

		@Override
		public String wish(Wish wish) {
			throw new IllegalStateException();
		}

		@Override
		public List<Written> written(@Nullable Integer worker, long after) {
			return List.of();
		}

	}

}
