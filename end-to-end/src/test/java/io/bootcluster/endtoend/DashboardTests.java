package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Browser;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.ReleaseJar;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cluster's page shows what happens while it happens, and its buttons do what they
 * say, in a real browser that holds it to its policy.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DashboardTests {

	private static final Path PICTURES = Path.of("target", "screenshots");

	@TempDir
	private static Path directory;

	private static ReleaseJar jar;

	private static Cluster cluster;

	@AutoClose
	private Browser browser;

	@BeforeAll
	static void start() throws IOException {
		jar = new ReleaseJar(directory);
		cluster = Launch.jar(jar.path())
			.workers(3)
			.with("--bootcluster.directory=" + directory.resolve("run"))
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@BeforeEach
	void open() {
		cluster.awaitAllServing();
		this.browser = Browser.of(cluster.port());
		this.browser.look(1440, 900, false);
	}

	@Test
	void figuresMoveUnderLoad() {
		this.browser.openDashboard();
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 60)) {
			this.browser.await("requests are seen", () -> number("#figure-requests b") > 20);
			this.browser.await("their durations are seen", () -> number("#figure-p99 b") > 0);
			this.browser.await("each worker has some", () -> number("[data-slot='1'] .rate b") > 5
					&& number("[data-slot='2'] .rate b") > 5 && number("[data-slot='3'] .rate b") > 5);
			this.browser.await("the chart says so", () -> number("#chart-traffic .legend b") > 5);
			String before = this.browser.text("#figure-requests b");
			this.browser.await("they move", () -> !this.browser.text("#figure-requests b").equals(before));
			assertThat(load.tally().failures()).isEmpty();
		}
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void killedWorkerAppearsAndRecovers() throws IOException {
		this.browser.openDashboard();
		View.Worker killed = cluster.worker(2);
		String next = "2." + (killed.generation() + 1);
		cluster.kill(killed);
		this.browser.await("its end is told",
				() -> this.browser.text("#events").contains("2." + killed.generation() + " exited"));
		this.browser.await("the next life serves",
				() -> shows(2, "Serving") && this.browser.text("[data-slot='2'] .code").equals(next));
		assertThat(this.browser.text("[data-slot='2'] .exit")).contains("killed by signal 9");
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void buttonsOfAWorkerDoWhatTheySay() throws IOException {
		logIn();
		this.browser.openDashboard();
		order("[data-slot='3'] [data-action=drain]");
		this.browser.await("drained", () -> shows(3, "Drained"));
		order("[data-slot='3'] [data-action=resume]");
		this.browser.await("resumed", () -> shows(3, "Serving"));
		order("[data-slot='3'] [data-action=dump]");
		this.browser.await("the post-mortem is kept", () -> this.browser.has("#kept li"));
		int before = cluster.worker(3).generation();
		order("[data-slot='3'] [data-action=restart]");
		this.browser.await("restarted",
				() -> this.browser.text("[data-slot='3'] .code").equals("3." + (before + 1)) && shows(3, "Serving"));
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void buttonsOfTheNodeDoWhatTheySay() throws IOException {
		logIn();
		this.browser.openDashboard();
		order("#node-orders [data-action=drain]");
		this.browser.await("the node drains", () -> this.browser.text("#node-state").equals("Draining"));
		order("#node-orders [data-action=resume]");
		this.browser.await("the node serves", () -> this.browser.text("#node-state").equals("Serving"));
		scaleTo(2);
		this.browser.await("two workers", () -> !this.browser.has("[data-slot='3'] .orders button"));
		scaleTo(3);
		this.browser.await("three workers", () -> this.browser.has("[data-slot='3']") && shows(3, "Serving"));
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void rolloutsAreShownAsTheyGoAndBringWhatTheySay() throws IOException {
		logIn();
		this.browser.openDashboard();
		String first = cluster.view().release();
		jar.put("release=2");
		List<String> reload = rollOut("reload", "Reload: done");
		String second = cluster.view().release();
		assertThat(second).isNotEqualTo(first);
		assertGoesFromNoneToAll(reload, shortly(first) + " \u2192 " + shortly(second));
		assertThat(this.browser.text("#events")).contains(" of " + second + " begins");
		assertGoesFromNoneToAll(rollOut("rollback", "Roll back: done"), shortly(second) + " \u2192 " + shortly(first));
		assertThat(cluster.view().release()).isEqualTo(first);
		assertGoesFromNoneToAll(rollOut("restart", "Restart all: done"), "restart of " + shortly(first));
		assertThat(cluster.view().release()).isEqualTo(first);
		assertThat(this.browser.complaints()).isEmpty();
	}

	/**
	 * Give an order and see it through.
	 * @return each text that the panel had meanwhile
	 */
	private List<String> rollOut(String action, String outcome) throws IOException {
		Map<Integer, Integer> before = generations();
		this.browser
			.run("""
					window.rolled = [];
					new MutationObserver(() => {
						const text = document.getElementById("rollout-text").textContent;
						document.getElementById("rollout").hidden || rolled.at(-1) === text || rolled.push(text);
					}).observe(document.getElementById("rollout"), { attributes: true, childList: true, characterData: true, subtree: true });
					return true;""");
		order("#node-orders [data-action=" + action + "]");
		this.browser.await("it begins", () -> this.browser.has("#rollout"));
		assertThat(this.browser.barriers()).as("in the middle of it").isEqualTo(List.of());
		this.browser.await(outcome,
				() -> this.browser.text("#told").lines().anyMatch((line) -> line.startsWith(outcome)));
		Map<Integer, Integer> expected = new TreeMap<>(before);
		expected.replaceAll((slot, generation) -> generation + 1);
		assertThat(generations()).isEqualTo(expected);
		String release = cluster.view().release();
		assertThat(cluster.workers()).extracting(View.Worker::release).containsOnly(release);
		return ((List<?>) this.browser.run("return rolled")).stream().map(Object::toString).toList();
	}

	private static void assertGoesFromNoneToAll(List<String> texts, String what) {
		assertThat(texts).allMatch((text) -> text.startsWith(what + " \u00b7 "))
			.isSorted()
			.containsSubsequence(what + " \u00b7 0 of 3 workers", what + " \u00b7 1 of 3 workers",
					what + " \u00b7 2 of 3 workers");
	}

	private static Map<Integer, Integer> generations() throws IOException {
		Map<Integer, Integer> generations = new TreeMap<>();
		cluster.workers().forEach((worker) -> generations.put(worker.slot(), worker.generation()));
		return generations;
	}

	private static String shortly(String release) {
		return release.substring(0, 7);
	}

	@Test
	void orderWithoutALoginIsRefusedInWords() {
		this.browser.openDashboard();
		order("[data-slot='1'] [data-action=drain]");
		this.browser.await("told", () -> this.browser.text("#told").contains("You are not logged in"));
		assertThat(shows(1, "Serving")).isTrue();
	}

	@Test
	void everybodyCanUseItAtEverySize() throws IOException {
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 40)) {
			for (int width : List.of(1440, 360)) {
				for (boolean dark : List.of(false, true)) {
					this.browser.look(width, 900, dark);
					this.browser.openDashboard();
					this.browser.await("requests are seen", () -> number("#figure-requests b") > 10);
					String name = "dashboard-" + width + (dark ? "-dark" : "-light");
					this.browser.keepPicture(PICTURES.resolve(name + ".png"));
					assertThat(this.browser.barriers()).as(name).isEqualTo(List.of());
					assertThat(this.browser.run("return document.documentElement.scrollWidth <= innerWidth"))
						.as(name + " needs no sideways scrolling")
						.isEqualTo(true);
					this.browser.find("[data-action=scale]").click();
					assertThat(this.browser.barriers()).as(name + " asking").isEqualTo(List.of());
				}
			}
			assertThat(load.tally().failures()).isEmpty();
		}
		assertThat(this.browser.complaints()).isEmpty();
	}

	private void logIn() {
		this.browser.open("/login");
		this.browser.find("#username").sendKeys("user");
		this.browser.find("#password").sendKeys("password");
		this.browser.find("button[type=submit]").click();
		this.browser.await("logged in", () -> !this.browser.path().startsWith("/login"));
	}

	private void order(String button) {
		this.browser.find(button).click();
		this.browser.find("#ask-yes").click();
	}

	private void scaleTo(int workers) {
		this.browser.find("#node-orders [data-action=scale]").click();
		this.browser.find("#ask-number").clear();
		this.browser.find("#ask-number").sendKeys(String.valueOf(workers));
		this.browser.find("#ask-yes").click();
	}

	private boolean shows(int slot, String state) {
		return this.browser.text("[data-slot='" + slot + "'] .head .pill").equals(state);
	}

	private double number(String selector) {
		String text = this.browser.text(selector);
		return text.matches("[0-9.]+") ? Double.parseDouble(text) : 0;
	}

}
