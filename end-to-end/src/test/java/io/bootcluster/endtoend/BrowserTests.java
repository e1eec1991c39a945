package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Browser;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real browser sees one site, whichever workers it is made of.
 */
@Tag("http")
@ExtendWith(SharedCluster.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BrowserTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private Browser browser;

	@BeforeEach
	void start(Cluster cluster) {
		this.browser = Browser.of(cluster.port());
	}

	@AfterEach
	void quit() {
		if (this.browser != null) {
			this.browser.close();
		}
	}

	@Test
	void visitsAreCountedThroughTheDeathOfAWorker(Cluster cluster) throws IOException {
		this.browser.open("/");
		awaitVisits("1");
		this.browser.find("#visit").click();
		awaitVisits("2");
		int slot = Integer.parseInt(this.browser.text("#worker"));
		View.Worker killed = cluster.worker(slot);
		cluster.kill(killed);
		this.browser.find("#visit").click();
		awaitVisits("3");
		cluster.awaitReplaced(killed, Duration.ofSeconds(60));
		assertThat(this.browser.complaints()).isEmpty();
	}

	private void awaitVisits(String visits) {
		await().atMost(PATIENCE).until(() -> this.browser.text("#visits").equals(visits));
	}

	@Test
	void loginHoldsWithEveryWorker() {
		this.browser.open("/account");
		assertThat(this.browser.path()).isEqualTo("/login");
		this.browser.find("#username").sendKeys("user");
		this.browser.find("#password").sendKeys("password");
		this.browser.find("button[type=submit]").click();
		await().atMost(PATIENCE).until(() -> this.browser.path().startsWith("/account"));
		assertThat(this.browser.run("""
				const answers = await Promise.all(Array.from({ length: 20 }, () => fetch("/account")));
				return answers.filter((answer) => answer.status === 200 && !answer.redirected).length;
				""")).isEqualTo(20L);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void eventsAndSocketsAndUploadsPass() {
		this.browser.open("/");
		assertThat(this.browser.run("""
				const events = new EventSource("/api/events");
				let heard = 0;
				await new Promise((enough) => { events.onmessage = () => { if (++heard === 5) enough(); }; });
				events.close();
				return heard;
				""")).as("events").isEqualTo(5L);
		assertThat(this.browser.run("""
				const socket = new WebSocket(location.origin.replace("http", "ws") + "/ws/echo");
				await new Promise((open, failed) => { socket.onopen = open; socket.onerror = failed; });
				const echo = new Promise((heard) => { socket.onmessage = ({ data }) => heard(data); });
				socket.send("ol\u00e9 \u2713");
				const text = await echo;
				const closed = new Promise((end) => { socket.onclose = end; });
				socket.close(3000, "enough");
				const { code, wasClean } = await closed;
				return `${text} ${code} ${wasClean}`;
				""")).as("WebSocket").isEqualTo("ol\u00e9 \u2713 3000 true");
		assertThat(this.browser.run("""
				const bytes = new Uint8Array(3_000_000).fill(7);
				const answer = await fetch("/api/echo", { method: "POST", body: bytes });
				const back = new Uint8Array(await answer.arrayBuffer());
				return back.length === bytes.length && back.every((octet) => octet === 7);
				""")).as("echo of 3 MB").isEqualTo(true);
		assertThat(this.browser
			.run("""
					const { size } = await (await fetch("/api/upload", { method: "POST", body: "x".repeat(100_000) })).json();
					return size;
					"""))
			.as("upload")
			.isEqualTo(100_000L);
		assertThat(this.browser.complaints()).isEmpty();
	}

}
