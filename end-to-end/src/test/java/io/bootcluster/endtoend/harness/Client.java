package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Sends each request on a connection of its own, keeps cookies, and never tries again.
 * Safe from any thread.
 */
public final class Client {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int port;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	public Client(int port) {
		this.port = port;
	}

	public Connection connect() throws IOException {
		return new Connection(this.port, PATIENCE);
	}

	public Answer get(String path) throws IOException {
		return send(Request.get(path));
	}

	public Answer post(String path) throws IOException {
		return send(Request.post(path));
	}

	public Answer send(Request request) throws IOException {
		try (Connection connection = connect()) {
			Answer answer = connection.exchange(withCookies(request).with("Connection", "close"));
			keepCookies(answer);
			return answer;
		}
	}

	/**
	 * Send a request from a thread of its own.
	 * @param request what to send
	 * @return completes with the answer, or exceptionally if the connection failed
	 */
	public CompletableFuture<Answer> sendLater(Request request) {
		CompletableFuture<Answer> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				answer.complete(send(request));
			}
			catch (IOException | RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		}, request.toString());
		thread.setDaemon(true);
		thread.start();
		return answer;
	}

	private synchronized Request withCookies(Request request) {
		if (this.cookies.isEmpty()) {
			return request;
		}
		return request.with("Cookie",
				this.cookies.entrySet()
					.stream()
					.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
					.collect(Collectors.joining("; ")));
	}

	private synchronized void keepCookies(Answer answer) {
		for (String cookie : answer.fields().getOrDefault("set-cookie", List.of())) {
			String[] pair = cookie.split(";", 2)[0].split("=", 2);
			this.cookies.put(pair[0], pair[1]);
		}
	}

}
