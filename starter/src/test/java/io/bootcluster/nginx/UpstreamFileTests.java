package io.bootcluster.nginx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.bootcluster.nginx.UpstreamFile.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever Nginx says, a block that it accepts is in place afterwards.
 */
class UpstreamFileTests implements Commands {

	private static final String FIRST = "# one\nupstream u {\n    server a:1;\n}\n";

	private static final String SECOND = "# one\nupstream u {\n    server b:1;\n}\n";

	@TempDir
	Path directory;

	private final List<String> ran = new ArrayList<>();

	private String bad = "";

	private String during = "";

	@Test
	void bringWhenNewTestsThenReloads() throws IOException {
		assertThat(bring(FIRST)).isEqualTo(Kind.READ);
		assertThat(this.ran).containsExactly("test", "reload");
		assertThat(this.during).isEqualTo(FIRST);
		assertThat(Files.readString(file())).isEqualTo(FIRST);
	}

	@Test
	void bringWhenUnchangedRunsNothing() {
		bring(FIRST);
		this.ran.clear();
		assertThat(bring(FIRST)).isEqualTo(Kind.UNCHANGED);
		assertThat(this.ran).isEmpty();
	}

	@Test
	void bringWhenOnlyCommentsChangeRunsNothing() throws IOException {
		bring(FIRST);
		this.ran.clear();
		String other = FIRST.replace("# one", "# two");
		assertThat(bring(other)).isEqualTo(Kind.UNCHANGED);
		assertThat(this.ran).isEmpty();
		assertThat(Files.readString(file())).isEqualTo(other);
	}

	@Test
	void bringWhenRefusedPutsTheLastGoodOneBack() throws IOException {
		bring(FIRST);
		this.bad = "test";
		this.ran.clear();
		assertThat(bring(SECOND)).isEqualTo(Kind.REFUSED);
		assertThat(this.ran).containsExactly("test");
		assertThat(this.during).isEqualTo(SECOND);
		assertThat(Files.readString(file())).isEqualTo(FIRST);
	}

	@Test
	void bringWhenRefusedAtFirstPutsBackWhatWasThere() throws IOException {
		Files.writeString(file(), SECOND);
		this.bad = "test";
		assertThat(bring(FIRST)).isEqualTo(Kind.REFUSED);
		assertThat(Files.readString(file())).isEqualTo(SECOND);
	}

	@Test
	void bringWhenRefusedAndNothingWasThereLeavesNothing() {
		this.bad = "test";
		assertThat(bring(FIRST)).isEqualTo(Kind.REFUSED);
		assertThat(file()).doesNotExist();
	}

	@Test
	void bringWhenNobodyReadItTriesAgain() {
		this.bad = "reload";
		assertThat(bring(FIRST)).isEqualTo(Kind.UNREAD);
		this.bad = "";
		assertThat(bring(FIRST)).isEqualTo(Kind.READ);
		assertThat(this.ran).containsExactly("test", "reload", "test", "reload");
	}

	@Test
	void bringWhenSomebodyDiedBeforeItsTestTestsAgain() throws IOException {
		bring(FIRST);
		Files.writeString(file(), SECOND);
		this.bad = "test";
		assertThat(bring(SECOND)).isEqualTo(Kind.REFUSED);
		assertThat(Files.readString(file())).isEqualTo(FIRST);
	}

	@Test
	void bringWhenDirectoryIsGoneSaysSo() throws IOException {
		Files.delete(this.directory);
		assertThat(bring(FIRST)).isEqualTo(Kind.UNWRITTEN);
		Files.createDirectory(this.directory);
	}

	private Path file() {
		return this.directory.resolve("upstream.conf");
	}

	private Kind bring(String block) {
		return new UpstreamFile(file(), List.of("test"), List.of("reload"), this).bring(block).kind();
	}

	@Override
	public Ended run(List<String> words) {
		this.ran.addAll(words);
		try {
			this.during = Files.readString(file());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return new Ended(!words.contains(this.bad), "said");
	}

}
