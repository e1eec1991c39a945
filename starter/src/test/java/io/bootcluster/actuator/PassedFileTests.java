package io.bootcluster.actuator;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PassedFile}.
 */
class PassedFileTests {

	@TempDir
	Path directory;

	@Test
	void fileThatIsTakenIsNoLongerOnDiskAndReadAllTheSame() throws Exception {
		Path file = Files.writeString(this.directory.resolve("heap.hprof"), "secrets");
		PassedFile taken = PassedFile.take(file.toString());
		assertThat(file).doesNotExist();
		assertThat(taken.contentLength()).isEqualTo(7);
		assertThat(taken.getContentAsByteArray()).asString().isEqualTo("secrets");
	}

	@Test
	void fileThatIsGoneCannotBeTaken() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> PassedFile.take(this.directory.resolve("gone").toString()));
	}

}
