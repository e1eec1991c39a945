package io.bootcluster.primary.release;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ReleasePlace}.
 */
class ReleasePlaceTests {

	private static final Path TEMPORARY = Path.of("/tmp");

	@Test
	void candidatesWhenOneIsSetIsThat() {
		ReleasePlace place = new ReleasePlace(Path.of("/srv/releases"), Optional.of("/cache"), Optional.of("/home/me"),
				TEMPORARY, "me");
		assertThat(place.candidates()).containsExactly(Path.of("/srv/releases"));
	}

	@Test
	void candidatesAreTheUsersCacheThenATemporaryOne() {
		assertThat(place(Optional.of("/cache"), "/home/me").candidates()).containsExactly(Path.of("/cache/bootcluster"),
				Path.of("/tmp/bootcluster-me-releases"));
		assertThat(place(Optional.of("relative"), "/home/me").candidates())
			.containsExactly(Path.of("/home/me/.cache/bootcluster"), Path.of("/tmp/bootcluster-me-releases"));
		assertThat(place(Optional.empty(), "?").candidates()).containsExactly(Path.of("/tmp/bootcluster-me-releases"));
	}

	@Test
	void openWhenThereIsOnlyMemoryRefuses() {
		assertThatIOException()
			.isThrownBy(new ReleasePlace(null, Optional.empty(), Optional.empty(), Path.of("/dev/shm"), "me")::open)
			.withMessageContaining("bootcluster.release.directory")
			.withMessageContaining("it is in memory");
	}

	private static ReleasePlace place(Optional<String> cache, String home) {
		return new ReleasePlace(null, cache, Optional.of(home), TEMPORARY, "me");
	}

}
