package io.bootcluster.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.PreparedRelease;
import io.bootcluster.Wish;
import io.bootcluster.Wish.Action;
import io.bootcluster.control.CommandOffice;
import io.bootcluster.control.CommandServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands against a primary that is played.
 */
@Timeout(60)
class TypedCommandTests implements Place, CommandOffice {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final List<Wish> wishes = new ArrayList<>();

	private volatile List<ClusterView> views = List.of(view("running", null));

	private int shown;

	private boolean running = true;

	private @Nullable PreparedRelease prepared;

	@TempDir
	private Path directory;

	private CommandServer server;

	@BeforeEach
	void open() throws IOException {
		this.server = CommandServer.open(this.directory.resolve("s"), this);
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
	}

	@Test
	void inFindsTheLastCommandAndNothingElse() {
		assertThat(TypedCommand.in(List.of("--server.port=1", "status"))).isEmpty();
		assertThat(TypedCommand.in(List.of("--bootcluster.commands=x"))).isEmpty();
		assertThat(TypedCommand.in(List.of("--bootcluster.command=x", "--bootcluster.command=status")))
			.hasValueSatisfying((command) -> assertThat(command.needsPlace()).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "stat", "scale", "scale three", "scale 0", "restart 0", "drain 0", "drain 1 2",
			"status --wait", "rollback --nodes", "reload 3", "--nothing" })
	void runWhenWrongIsTwoAndSaysWhy(String text) {
		assertThat(run(text)).isEqualTo(2);
		assertThat(this.out).hasToString("");
		assertThat(this.err.toString()).isNotEmpty();
		assertThat(this.wishes).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", "scale --help", "status -h" })
	void runWhenAskedForHelpGivesItAtOnce(String text) {
		assertThat(TypedCommand.in(List.of("--bootcluster.command=" + text)).orElseThrow().needsPlace()).isFalse();
		assertThat(run(text)).isZero();
		assertThat(this.out.toString()).startsWith("Usage: java -jar app.jar --bootcluster.command=");
		assertThat(this.err).hasToString("");
	}

	@Test
	void runWishesWhatWasTyped() {
		for (String text : List.of("reload", "rollback", "scale 3", "restart", "restart 2", "drain 1", "resume 1",
				"dump 1", "train", "upgrade", "stop", "drain", "resume", "reload --nodes")) {
			assertThat(run(text)).isZero();
		}
		assertThat(this.wishes).containsExactly(Wish.of(Action.RELOAD), Wish.of(Action.ROLLBACK), Wish.scale(3),
				Wish.of(Action.RESTART), Wish.of(Action.RESTART, 2), Wish.of(Action.DRAIN, 1),
				Wish.of(Action.RESUME, 1), Wish.of(Action.DUMP, 1), Wish.of(Action.TRAIN), Wish.of(Action.UPGRADE),
				Wish.of(Action.STOP), Wish.of(Action.DRAIN), Wish.of(Action.RESUME), Wish.everywhere(Action.RELOAD));
		assertThat(this.out.toString().lines()).startsWith("w", "w").hasSize(14);
		assertThat(this.err).hasToString("");
	}

	@Test
	void waitWhenItComesTrueIsZero() {
		this.views = List.of(view("running", null), view("done", null));
		assertThat(run("reload --wait")).isZero();
		assertThat(this.out.toString().lines()).containsExactly("w: reload", "w: done");
		assertThat(this.err).hasToString("");
	}

	@Test
	void waitWhenItFailsIsOneAndSaysWhy() {
		this.views = List.of(view("running", null), view("failed", "never ready"));
		assertThat(run("reload --wait")).isEqualTo(1);
		assertThat(this.err).hasToString("reload failed: never ready" + System.lineSeparator());
	}

	@Test
	void waitWhenAskedForJsonSaysNothingElse() {
		this.views = List.of(view("failed", "never ready"));
		assertThat(run("reload --wait --json")).isEqualTo(1);
		assertThat(this.out.toString().lines())
			.containsExactly("{\"id\":\"w\",\"wish\":\"reload\",\"state\":\"failed\","
					+ "\"reason\":\"never ready\",\"at\":\"1970-01-01T00:00:00Z\"}");
	}

	@Test
	void statusIsATableOrJson() {
		assertThat(run("status")).isZero();
		assertThat(this.out.toString()).startsWith("node      n serving").contains("SLOT  GEN  PID");
		this.out.reset();
		assertThat(run("status --json")).isZero();
		assertThat(this.out.toString()).startsWith("{\"node\":{\"id\":\"n\"").endsWith("}" + System.lineSeparator());
	}

	@Test
	void logsAreLines() {
		assertThat(run("logs --worker 2")).isZero();
		assertThat(this.out.toString().lines()).containsExactly("[worker-2.1] hello");
	}

	@Test
	void checkSaysWhatWouldStart() {
		assertThat(run("check")).isZero();
		assertThat(this.out.toString().lines()).containsExactly("ok");
	}

	@Test
	void trainWhenNothingRunsPreparesAtOnceAndTellsWhat() {
		this.prepared = new PreparedRelease("r", "cds", "/x/a.jsa", true, 12_300);
		assertThat(run("train")).isZero();
		assertThat(this.out.toString().lines()).containsExactly("release   r", "from      cds", "path      /x/a.jsa",
				"time      12.3 s");
		this.out.reset();
		assertThat(run("train --json --wait")).isZero();
		assertThat(this.out.toString().lines()).containsExactly(
				"{\"release\":\"r\",\"from\":\"cds\",\"path\":\"/x/a.jsa\",\"made\":true,\"millis\":12300}");
		assertThat(this.wishes).isEmpty();
		assertThat(this.err).hasToString("");
	}

	@Test
	void trainWhenItWasDoneBeforeSaysSo() {
		this.prepared = new PreparedRelease("r", "aot-cache", "/x/a.aot", false, 900);
		assertThat(run("train")).isZero();
		assertThat(this.out.toString().lines()).endsWith("time      none, it was there already");
	}

	@Test
	void trainWhenNothingCanBePreparedIsOneAndSaysWhy() {
		this.running = false;
		assertThat(run("train")).isEqualTo(1);
		assertThat(this.out).hasToString("");
		assertThat(this.err).hasToString("no archive" + System.lineSeparator());
	}

	@Test
	void runWhenNobodyAnswersIsOneAndSaysSo() throws IOException {
		this.server.close();
		assertThat(run("status")).isEqualTo(1);
		assertThat(this.out).hasToString("");
		assertThat(this.err.toString()).contains("does not answer");
	}

	private int run(String text) {
		return TypedCommand.in(List.of("--bootcluster.command=" + text))
			.orElseThrow()
			.run(this, new PrintStream(this.out, true, StandardCharsets.UTF_8),
					new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	private static ClusterView view(String state, @Nullable String reason) {
		return new ClusterView(new ClusterView.Node("n", "n", "serving", Instant.EPOCH, List.of()),
				new ClusterView.Release("r", null, List.of()), List.of(),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0),
				List.of(new ClusterView.Wished("w", "reload", state, reason, Instant.EPOCH)), List.of());
	}

	@Override
	public Path socket() {
		return this.directory.resolve("s");
	}

	@Override
	public boolean isRunning() {
		return this.running && this.prepared == null;
	}

	@Override
	public PreparedRelease prepare() {
		if (this.prepared == null) {
			throw new CommandFailedException("no archive");
		}
		return this.prepared;
	}

	@Override
	public String check() {
		return "ok";
	}

	@Override
	public synchronized ClusterView view() {
		return this.views.get(Math.min(this.shown++, this.views.size() - 1));
	}

	@Override
	public String wish(Wish wish) {
		this.wishes.add(wish);
		return "w";
	}

	@Override
	public List<Written> written(@Nullable Integer worker, long after) {
		return List.of(new Written(1, "[worker-" + worker + ".1] hello"));
	}

}
