package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.bootcluster.endtoend.harness.PaperNode;
import io.bootcluster.endtoend.harness.PaperScene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.bootcluster.endtoend.harness.PaperScene.A;
import static io.bootcluster.endtoend.harness.PaperScene.LOGIN_PAGE;
import static io.bootcluster.endtoend.harness.PaperScene.LONG_AGO;
import static io.bootcluster.endtoend.harness.PaperScene.life;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page offers the orders that make sense, and tells what became of each, before a
 * node that says what a real one says seldom.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DashboardOrdersTests {

	@AutoClose
	private PaperScene scene;

	@BeforeEach
	void open() throws IOException {
		this.scene = new PaperScene();
	}

	@Test
	void slotInWhichNobodyLivesCanBeRestarted() {
		this.scene.workers = List.of(life(1, 9, "errored", null, LONG_AGO, A), life(2, 2, "gone", null, LONG_AGO, A));
		this.scene.browser.openDashboard();
		for (int slot : List.of(1, 2)) {
			String bar = "[data-slot='" + slot + "'] [data-action=";
			assertThat(Stream.of("restart", "drain", "resume", "dump")
				.filter((action) -> this.scene.browser.has(bar + action + "]"))).containsExactly("restart");
		}
	}

	@Test
	void allThatIsAskedSaysThatAProgramAsks() {
		this.scene.browser.openDashboard();
		order("drain");
		this.scene.browser.await("accepted", () -> this.scene.browser.text("#told").contains("accepted as 1-1"));
		assertThat(this.scene.node.asked()).extracting(PaperNode.Asked::path)
			.contains("/actuator/clusterui/data", "/actuator/clusterui/token", "/actuator/cluster/1");
		assertThat(this.scene.node.asked()).allSatisfy((each) -> {
			assertThat(each.accept()).isEqualTo("application/json");
			assertThat(each.by()).isEqualTo("XMLHttpRequest");
		});
	}

	@Test
	void orderOfSomebodyWhoIsLoggedOutIsNotSent() {
		this.scene.browser.openDashboard();
		this.scene.token = LOGIN_PAGE;
		order("drain");
		this.scene.browser.await("told", () -> this.scene.browser.text("#told").contains("You are not logged in"));
		assertThat(this.scene.node.asked()).extracting(PaperNode.Asked::method).containsOnly("GET");
	}

	@Test
	void orderThatAnotherPrimaryHeardEndsWithoutAnOutcome() {
		this.scene.browser.openDashboard();
		order("drain");
		this.scene.browser.await("accepted", () -> this.scene.browser.text("#told").contains("accepted as 1-1"));
		this.scene.startedAt = Instant.now();
		this.scene.browser.await("told", () -> this.scene.browser.text("#told")
			.contains("Drain worker 1: the node was started anew; its outcome is not known"));
	}

	@Test
	void focusStaysInTheBarWhenAButtonGoes() {
		this.scene.browser.openDashboard();
		order("drain");
		this.scene.browser.await("the button has the focus", () -> focused().equals("drain"));
		this.scene.workers = List.of(life(1, 1, "serving", "operator", LONG_AGO, A));
		this.scene.browser.await("drained", () -> this.scene.browser.has("[data-slot='1'] [data-action=resume]"));
		assertThat(focused()).isEqualTo("resume");
		this.scene.workers = List.of(life(1, 1, "gone", null, LONG_AGO, A));
		this.scene.browser.await("gone", () -> !this.scene.browser.has("[data-slot='1'] [data-action=resume]"));
		assertThat(focused()).isEqualTo("restart");
	}

	@Test
	void buttonsGoWhenNoOrdersAreTakenAnyMore() {
		this.scene.browser.openDashboard();
		assertThat(this.scene.browser.has("[data-action]")).isTrue();
		this.scene.writable = false;
		this.scene.browser.await("there are none", () -> !this.scene.browser.has("[data-action]"));
		this.scene.writable = true;
		this.scene.browser.await("they are back", () -> this.scene.browser.has("#node-orders [data-action]")
				&& this.scene.browser.has("[data-slot='1'] [data-action]"));
	}

	private void order(String action) {
		this.scene.browser.find("[data-slot='1'] [data-action=" + action + "]").click();
		this.scene.browser.find("#ask-yes").click();
	}

	private String focused() {
		return this.scene.browser.run("return document.activeElement.dataset.action ?? ''").toString();
	}

}
