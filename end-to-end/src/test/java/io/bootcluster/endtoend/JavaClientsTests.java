package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients that come with Java work as they are. The newer one asks each plain port
 * for HTTP/2, unless it is told not to.
 */
@Tag("http")
@ExtendWith(SharedCluster.class)
class JavaClientsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@ParameterizedTest
	@EnumSource(Version.class)
	void getAndPostAreAnswered(Version version, Cluster cluster) throws Exception {
		HttpClient client = HttpClient.newBuilder().version(version).build();
		for (int i = 0; i < 3; i++) {
			HttpResponse<String> got = client.send(to(cluster, "/api/whoami").build(), BodyHandlers.ofString());
			assertThat(got.statusCode()).isEqualTo(200);
			assertThat(got.version()).isEqualTo(Version.HTTP_1_1);
			HttpResponse<String> posted = client.send(
					to(cluster, "/api/echo").POST(BodyPublishers.ofString("hello " + i)).build(),
					BodyHandlers.ofString());
			assertThat(posted.body()).isEqualTo("hello " + i);
		}
	}

	@Test
	void hundredRequestsAtOnceAreAnswered(Cluster cluster) {
		HttpClient client = HttpClient.newHttpClient();
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
			.mapToObj(
					(i) -> client.sendAsync(to(cluster, "/api/slow?millis=20&i=" + i).build(), BodyHandlers.ofString()))
			.toList();
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
	}

	@Test
	void largeBodyIsWaitedForAndComesBackWhole(Cluster cluster) throws Exception {
		byte[] body = new byte[2_000_000];
		new Random(7).nextBytes(body);
		HttpRequest request = to(cluster, "/api/echo").expectContinue(true)
			.POST(BodyPublishers.ofByteArray(body))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(body);
	}

	@Test
	void sessionFollowsTheCookie(Cluster cluster) throws Exception {
		HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
		for (int visit = 1; visit <= 9; visit++) {
			String body = client.send(to(cluster, "/api/visits").build(), BodyHandlers.ofString()).body();
			assertThat(new JsonMapper().readTree(body).path("visits").asInt()).isEqualTo(visit);
		}
	}

	@Test
	void eventsComeOneByOne(Cluster cluster) throws Exception {
		HttpResponse<Stream<String>> events = HttpClient.newHttpClient()
			.send(to(cluster, "/api/events").build(), BodyHandlers.ofLines());
		try (Stream<String> lines = events.body()) {
			assertThat(lines.filter((line) -> line.startsWith("data:")).limit(3)).hasSize(3)
				.satisfies((data) -> assertThat(data.get(2)).contains("\"number\":3"));
		}
	}

	@Test
	void webSocketEchoesAndCloses(Cluster cluster) throws Exception {
		Echo echo = new Echo();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://localhost:" + cluster.port() + "/ws/echo"), echo)
			.get(60, TimeUnit.SECONDS);
		socket.sendText("hello", true).join();
		assertThat(echo.heard.get(60, TimeUnit.SECONDS)).isEqualTo("hello");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
		assertThat(echo.closed.get(60, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
	}

	@Test
	void olderClientIsAnsweredOverAndOver(Cluster cluster) throws IOException {
		for (int i = 0; i < 20; i++) {
			HttpURLConnection connection = (HttpURLConnection) URI
				.create("http://localhost:" + cluster.port() + "/api/whoami")
				.toURL()
				.openConnection();
			assertThat(connection.getResponseCode()).isEqualTo(200);
			assertThat(connection.getHeaderField("Keep-Alive")).isEqualTo("timeout=75");
			assertThat(new String(connection.getInputStream().readAllBytes())).contains("\"worker\":");
		}
	}

	private static HttpRequest.Builder to(Cluster cluster, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + cluster.port() + path)).timeout(PATIENCE);
	}

	/**
	 * Listens to a WebSocket.
	 */
	private static final class Echo implements WebSocket.Listener {

		private final CompletableFuture<String> heard = new CompletableFuture<>();

		private final CompletableFuture<Integer> closed = new CompletableFuture<>();

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
			this.heard.complete(text.toString());
			return WebSocket.Listener.super.onText(socket, text, last);
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			this.closed.complete(status);
			return WebSocket.Listener.super.onClose(socket, status, reason);
		}

	}

}
