package io.bootcluster.primary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import io.bootcluster.WorkerId;
import io.bootcluster.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RuntimeDirectory} and {@link DirectoryPlace}.
 */
class RuntimeDirectoryTests {

	@TempDir
	private Path base;

	@Test
	void openIsForThisUserOnly() throws IOException {
		try (RuntimeDirectory directory = RuntimeDirectory.open(this.base.resolve("one"))) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
				.isEqualTo("rwx------");
		}
	}

	@Test
	void openWhenAKilledPrimaryLeftThingsRemovesThem() throws IOException {
		Path path = Files.createDirectories(this.base.resolve("one"));
		Files.createDirectories(path.resolve("redis"));
		Files.createFile(path.resolve("redis/redis.sock"));
		Files.createFile(path.resolve("w1.1"));
		Files.createFile(path.resolve("lock"));
		try (RuntimeDirectory directory = RuntimeDirectory.open(path)) {
			assertThat(directory.path().toFile().list()).containsExactly("lock");
		}
	}

	@Test
	void openWhenAnotherPrimaryUsesItRefuses() throws IOException {
		try (RuntimeDirectory directory = RuntimeDirectory.open(this.base.resolve("one"))) {
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> RuntimeDirectory.open(directory.path()));
			assertThat(directory.path()).exists();
		}
	}

	@Test
	void openWhenItIsASymbolicLinkRefuses() throws IOException {
		Path target = Files.createDirectories(this.base.resolve("target"));
		Path link = Files.createSymbolicLink(this.base.resolve("link"), target);
		assertThatIOException().isThrownBy(() -> RuntimeDirectory.open(link)).withMessage("it is a symbolic link");
	}

	@Test
	void closeLeavesNothingBehind() throws IOException {
		RuntimeDirectory directory = RuntimeDirectory.open(this.base.resolve("one"));
		Files.createFile(directory.lineSocket());
		directory.close();
		assertThat(this.base).isEmptyDirectory();
	}

	@Test
	void forgetRemovesTheSocketsOfOneWorker() throws IOException {
		try (RuntimeDirectory directory = RuntimeDirectory.open(this.base.resolve("one"))) {
			Files.createFile(directory.mainListener(new WorkerId(1, 1)).path());
			Path other = Files.createFile(directory.mainListener(new WorkerId(1, 2)).path());
			directory.forget(new WorkerId(1, 1));
			assertThat(directory.mainListener(new WorkerId(1, 1)).path()).doesNotExist();
			assertThat(other).exists();
		}
	}

	@Test
	void candidatesWhenADirectoryIsSetIsOnlyThatOne() {
		DirectoryPlace place = new DirectoryPlace(Path.of("/srv/app"), Optional.of(Path.of("/run/user/1")),
				Path.of("/tmp"), "me", 107);
		assertThat(place.candidates("/app.jar", 8080)).singleElement()
			.satisfies((path) -> assertThat(path.getParent()).isEqualTo(Path.of("/srv/app")));
	}

	@Test
	void candidatesPreferTheRuntimeDirectoryAndTellApplicationsApart() {
		DirectoryPlace place = new DirectoryPlace(null, Optional.of(Path.of("/run/user/1")), Path.of("/tmp"), "me",
				107);
		assertThat(place.candidates("/app.jar", 8080).get(0).getParent()).isEqualTo(Path.of("/run/user/1"));
		assertThat(place.candidates("/app.jar", 8080)).isEqualTo(place.candidates("/app.jar", 8080))
			.doesNotContainAnyElementsOf(place.candidates("/app.jar", 8081))
			.doesNotContainAnyElementsOf(place.candidates("/other.jar", 8080));
	}

	@Test
	void openWhenThePathIsTooLongFallsBackToAShorterOne() {
		Path longPath = Path.of("/" + "x".repeat(100));
		DirectoryPlace place = new DirectoryPlace(null, Optional.of(longPath), this.base, "me", 107);
		try (RuntimeDirectory directory = place.open("/app.jar", 8080)) {
			assertThat(directory.path()).startsWith(this.base);
		}
	}

	@Test
	void openWhenThePathThatWasSetIsTooLongNamesIt() {
		DirectoryPlace place = new DirectoryPlace(this.base.resolve("x".repeat(100)), Optional.empty(), this.base, "me",
				107);
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> place.open("/app.jar", 8080))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("bootcluster.directory"))
			.withMessageContaining("too long for sockets");
	}

	@Test
	void openWhenItCannotBeCreatedNamesIt() throws IOException {
		Path file = Files.createFile(this.base.resolve("file"));
		DirectoryPlace place = new DirectoryPlace(file, Optional.empty(), this.base, "me", 107);
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> place.open("/app.jar", 8080))
			.withMessageContaining(file.toString());
	}

	@Test
	void shareUsesNamesOfItsOwnAndRemovesNothing() throws IOException {
		WorkerId worker = new WorkerId(1, 1);
		try (RuntimeDirectory old = RuntimeDirectory.open(this.base.resolve("one"))) {
			RuntimeDirectory next = RuntimeDirectory.share(old.path(), 1);
			assertThat(next.lineSocket()).isNotEqualTo(old.lineSocket());
			assertThat(next.lineSocket().getParent()).isEqualTo(old.path());
			assertThat(next.mainListener(worker)).isNotEqualTo(old.mainListener(worker));
			next.close();
			assertThat(old.path()).exists();
		}
	}

	@Test
	void ownAfterTheOldPrimaryHasLeftRemovesItAtTheEnd() throws IOException {
		RuntimeDirectory old = RuntimeDirectory.open(this.base.resolve("one"));
		RuntimeDirectory next = RuntimeDirectory.share(old.path(), 1);
		Files.createFile(next.lineSocket());
		Files.createFile(old.commandSocket());
		Files.writeString(next.commandSocket(), "next");
		next.takeCommands();
		assertThat(old.commandSocket()).hasContent("next");
		old.leave();
		old.close();
		assertThat(next.lineSocket()).exists();
		next.own();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> RuntimeDirectory.open(old.path()));
		next.close();
		assertThat(old.path()).doesNotExist();
	}

}
