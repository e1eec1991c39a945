package io.bootcluster.primary.postmortem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import io.bootcluster.ClusterView.PostMortem;
import io.bootcluster.WorkerId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Shelf}.
 */
class ShelfTests {

	private static final WorkerId WORKER = new WorkerId(2, 3);

	private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

	@TempDir
	private Path temporary;

	private Shelf shelf;

	@BeforeEach
	void shelf() {
		this.shelf = new Shelf(this.temporary.resolve("bootcluster").resolve("post-mortems"), 2);
	}

	@Test
	void placeWhenNothingIsThereMakesAPrivateDirectory() throws IOException {
		Path place = this.shelf.place(WORKER, NOW);
		assertThat(place).isEmptyDirectory().hasFileName("20260203-040506-worker-2.3");
		for (Path each : new Path[] { place, this.shelf.directory(), this.shelf.directory().getParent() }) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each))).isEqualTo("rwx------");
		}
	}

	@Test
	void placeWhenTwiceInASecondGivesTwo() throws IOException {
		assertThat(this.shelf.place(WORKER, NOW)).isNotEqualTo(this.shelf.place(WORKER, NOW));
	}

	@Test
	void listWhenThereIsNothingIsEmpty() throws IOException {
		assertThat(this.shelf.list()).isEmpty();
		assertThat(this.temporary).isEmptyDirectory();
	}

	@Test
	void listTellsWorkerReasonAndTimeOldestFirst() throws IOException {
		keep(NOW, "it hung");
		Path heap = this.shelf.heapDump(WORKER, NOW.plusSeconds(1));
		Files.writeString(heap, "heap");
		Files.setLastModifiedTime(heap, FileTime.from(NOW.minusSeconds(5)));
		assertThat(this.shelf.list()).containsExactly(
				new PostMortem(path("20260203-040507-worker-2.3.hprof"), "2.3", "out of memory", NOW.minusSeconds(5)),
				new PostMortem(path("20260203-040506-worker-2.3"), "2.3", "it hung", NOW));
	}

	@Test
	void tidyWhenThereIsTooMuchDropsTheOldestAndNothingElse() throws IOException {
		Files.createDirectories(this.shelf.directory());
		Path foreign = Files.writeString(this.shelf.directory().resolve("notes.txt"), "mine");
		for (int i = 0; i < 4; i++) {
			keep(NOW.plusSeconds(i), "it hung");
		}
		this.shelf.tidy();
		assertThat(this.shelf.list()).extracting(PostMortem::path)
			.containsExactly(path("20260203-040508-worker-2.3"), path("20260203-040509-worker-2.3"));
		assertThat(foreign).exists();
	}

	private void keep(Instant when, String reason) throws IOException {
		Path about = this.shelf.place(WORKER, when).resolve(Shelf.ABOUT);
		Files.writeString(about, reason + "\nmore");
		Files.setLastModifiedTime(about, FileTime.from(when));
	}

	private String path(String name) {
		return this.shelf.directory().resolve(name).toString();
	}

}
