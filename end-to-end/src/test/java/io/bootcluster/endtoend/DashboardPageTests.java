package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterView;
import io.bootcluster.endtoend.harness.PaperNode.Said;
import io.bootcluster.endtoend.harness.PaperScene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.bootcluster.endtoend.harness.PaperScene.A;
import static io.bootcluster.endtoend.harness.PaperScene.B;
import static io.bootcluster.endtoend.harness.PaperScene.LOGIN_PAGE;
import static io.bootcluster.endtoend.harness.PaperScene.LONG_AGO;
import static io.bootcluster.endtoend.harness.PaperScene.life;
import static io.bootcluster.endtoend.harness.PaperScene.serving;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page shows what is, before a node that says what a real one says seldom.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DashboardPageTests {

	@AutoClose
	private PaperScene scene;

	@BeforeEach
	void open() throws IOException {
		this.scene = new PaperScene();
	}

	@Test
	void rolloutIsShownFromWhatHoldsToWhatComes() {
		this.scene.workers = List.of(serving(1, 1, LONG_AGO, A), serving(2, 1, LONG_AGO, A));
		Instant begin = this.scene.rollOut(B);
		this.scene.browser.openDashboard();
		this.scene.browser.await("none is done",
				() -> rollout().equals("aaaaaaa \u2192 bbbbbbb \u00b7 0 of 2 workers"));
		assertThat(this.scene.browser.text("#releases")).startsWith(B + "\nis being rolled out\n" + A);
		this.scene.workers = List.of(serving(1, 1, LONG_AGO, A), life(1, 2, "starting", null, begin.plusSeconds(1), B),
				serving(2, 1, LONG_AGO, A));
		this.scene.browser.await("one comes", () -> stages().equals("next,old"));
		assertThat(rollout()).endsWith(" 0 of 2 workers");
		this.scene.workers = List.of(serving(1, 2, begin.plusSeconds(4), B), serving(2, 1, LONG_AGO, A));
		this.scene.browser.await("one is done", () -> rollout().endsWith(" 1 of 2 workers"));
		assertThat(stages()).isEqualTo("new,old");
	}

	@Test
	void restartOfAllCountsOnlyWhatBeganSince() {
		this.scene.workers = List.of(life(1, 1, "draining", null, Instant.now(), A),
				serving(1, 2, Instant.now().plusSeconds(4), A), serving(2, 1, LONG_AGO, A));
		this.scene.rollOut(A);
		this.scene.browser.openDashboard();
		this.scene.browser.await("one is done", () -> rollout().equals("restart of aaaaaaa \u00b7 1 of 2 workers"));
		assertThat(stages()).isEqualTo("new,old");
	}

	@Test
	void cardTellsGateAndRelease() {
		this.scene.browser.openDashboard();
		assertThat(this.scene.browser.text("[data-slot='1'] .past")).startsWith("gate open \u00b7 release aaaaaaa");
		this.scene.workers = List.of(life(1, 1, "serving", "unanswered", LONG_AGO, A));
		this.scene.browser.await("closed",
				() -> this.scene.browser.text("[data-slot='1'] .past").startsWith("gate closed"));
		assertThat(this.scene.browser.text("[data-slot='1'] .others")).isEqualTo("Does not answer probes");
	}

	@Test
	void eventsOfOneAnswerAreAllReadOut() {
		this.scene.events = List.of(event(1, "node.serving", Map.of()));
		this.scene.browser.openDashboard();
		this.scene.events = List.of(event(1, "node.serving", Map.of()),
				event(2, "workers.wanted", Map.of("workers", "1", "before", "3")),
				event(3, "nodes.changed", Map.of("nodes", "2", "came", "south", "leader", "north")));
		this.scene.browser.await("said",
				() -> this.scene.browser.run("return document.getElementById('said').textContent")
					.equals("1 worker wanted, 3 before. 2 nodes; came south; north leads"));
	}

	@Test
	void releaseThatRunsIsFoundBehindThoseThatWereWithdrawn() {
		this.scene.release = new ClusterView.Release(A, null,
				Stream
					.concat(Stream.of(new ClusterView.Passed("1", A, "done", null, LONG_AGO)),
							IntStream.range(0, 8)
								.mapToObj((i) -> new ClusterView.Passed("2", B, "withdrawn", "no", LONG_AGO)))
					.toList());
		this.scene.browser.openDashboard();
		this.scene.browser.await("told",
				() -> this.scene.browser.text("#releases").startsWith(A + "\nrolled out 1 h ago\n" + B));
	}

	@Test
	void outageIsToldOnceAndInItsWords() {
		this.scene.browser.openDashboard();
		this.scene.browser.run("""
				window.told = 0;
				new MutationObserver(() => window.told++).observe(document.getElementById("banner"),
						{ childList: true, characterData: true, subtree: true });
				return true;""");
		this.scene.well = false;
		this.scene.browser.await("told", () -> this.scene.browser.has("#banner"));
		assertThat(this.scene.browser.text("#banner")).startsWith("The node does not answer. What you see is of ");
		int before = this.scene.node.asked().size();
		this.scene.browser.await("it goes on asking", () -> this.scene.node.asked().size() > before + 3);
		assertThat(this.scene.browser.run("return window.told")).isEqualTo(1L);
		this.scene.data = LOGIN_PAGE;
		this.scene.browser.await("a login is wanted",
				() -> this.scene.browser.text("#banner").startsWith("You are not logged in"));
		this.scene.data = Said.json("{\"now\":\"2026-11-22T10:00:00Z\"}");
		this.scene.browser.await("the page cannot show it",
				() -> this.scene.browser.text("#banner").startsWith("This page cannot show what the node answered"));
		this.scene.well = true;
		this.scene.browser.await("all is well", () -> !this.scene.browser.has("#banner"));
	}

	@Test
	void ratesBeginAnewAfterAPauseAndWhenTheClockWentBack() {
		this.scene.browser.openDashboard();
		assertThat(this.scene.browser.run("""
				const { Rates } = await import("/actuator/clusterui/rates.js");
				const rates = new Rates();
				const take = (requests, at) => rates.take({ durations: {}, view: { workers: [],
					dispatcher: { requests, failures: 0 } } }, at * 1000)?.requests ?? "none";
				return [take(0, 0), take(100, 1), take(1e6, 600), take(1e6 + 50, 601), take(1e6 + 70, 500),
					take(1e6 + 90, 501), rates.readings.length].join();""")).isEqualTo("none,100,none,50,none,20,2");
	}

	@Test
	void everybodyCanUseItWithManyWorkersAndWhenThereIsTrouble() throws IOException {
		Instant begin = this.scene.rollOut(B);
		List<ClusterView.Worker> many = IntStream.rangeClosed(1, 64)
			.mapToObj((slot) -> (slot < 20) ? serving(slot, 2, begin.plusSeconds(5), B)
					: (slot < 22) ? life(slot, 2, "starting", null, begin.plusSeconds(5), B)
							: serving(slot, 1, LONG_AGO, A))
			.toList();
		List<ClusterView.Worker> trouble = List.of(serving(1, 2, begin.plusSeconds(5), B),
				life(2, 2, "starting", null, begin.plusSeconds(5), B), life(3, 1, "serving", "ejected", LONG_AGO, A),
				life(4, 1, "errored", null, LONG_AGO, A), life(5, 1, "serving", "operator", LONG_AGO, A),
				life(6, 1, "gone", null, LONG_AGO, A), serving(7, 1, LONG_AGO, A), serving(8, 1, LONG_AGO, A));
		for (int width : List.of(1440, 360)) {
			for (boolean dark : List.of(false, true)) {
				this.scene.browser.look(width, 900, dark);
				for (List<ClusterView.Worker> each : List.of(many, trouble)) {
					this.scene.workers = each;
					this.scene.browser.openDashboard();
					String name = each.size() + " workers at " + width + (dark ? " dark" : " light");
					assertThat(this.scene.browser.barriers()).as(name).isEqualTo(List.of());
					assertThat(this.scene.browser.run("return document.documentElement.scrollWidth <= innerWidth"))
						.as(name + " needs no sideways scrolling")
						.isEqualTo(true);
				}
			}
		}
		assertThat(this.scene.browser.complaints()).isEmpty();
	}

	private static ClusterEvent event(int number, String name, Map<String, String> details) {
		return new ClusterEvent(number, LONG_AGO, name, "", details);
	}

	private String rollout() {
		return this.scene.browser.text("#rollout-text");
	}

	private String stages() {
		return this.scene.browser
			.run("return [...document.querySelectorAll('#rollout-slots li')]"
					+ ".map((each) => each.dataset.stage).join()")
			.toString();
	}

}
