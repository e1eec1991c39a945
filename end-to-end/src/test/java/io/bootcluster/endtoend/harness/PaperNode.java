package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bootcluster.ClusterView;

/**
 * A node that is there on paper only: it serves the dashboard's page from the class path,
 * and answers what a test has written, so that a test can show the page what a real node
 * does seldom.
 */
public final class PaperNode implements AutoCloseable {

	private static final String BASE = "/actuator/clusterui";

	private static final Map<String, String> TYPES = Map.of("js", "text/javascript", "css", "text/css", "svg",
			"image/svg+xml", "html", "text/html;charset=utf-8");

	private final HttpServer server;

	private final List<Asked> asked = new CopyOnWriteArrayList<>();

	private final Map<String, Supplier<Said>> answers;

	/**
	 * Create a node.
	 * @param answers what it says to each request, by method and path below
	 * {@code /actuator/}; if that is {@code null}, the connection is cut
	 */
	public PaperNode(Map<String, Supplier<Said>> answers) throws IOException {
		this.answers = answers;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Return what was asked but for files.
	 * @return the requests, oldest first
	 */
	public List<Asked> asked() {
		return List.copyOf(this.asked);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			Supplier<Said> answer = this.answers
				.get(exchange.getRequestMethod() + " " + path.substring(path.indexOf('/', 1) + 1));
			if (answer == null) {
				file(exchange, path.equals(BASE) ? "page.html" : path.substring(path.lastIndexOf('/') + 1));
				return;
			}
			exchange.getRequestBody().readAllBytes();
			this.asked.add(new Asked(exchange.getRequestMethod(), path,
					String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
					String.valueOf(exchange.getRequestHeaders().getFirst("X-Requested-With"))));
			Said said = answer.get();
			if (said != null) {
				send(exchange, said.status(), said.type(), said.body().getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	private static void file(HttpExchange exchange, String name) throws IOException {
		String file = name.replace("uplot.js", "uPlot.iife.min.js").replace("uplot.css", "uPlot.min.css");
		try (InputStream stream = ClusterView.class.getResourceAsStream("clusterui/" + file)) {
			if (stream == null) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			byte[] content = stream.readAllBytes();
			if (name.equals("page.html")) {
				content = new String(content, StandardCharsets.UTF_8).replace("{self}", "clusterui")
					.getBytes(StandardCharsets.UTF_8);
			}
			send(exchange, 200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), content);
		}
	}

	private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A request that came.
	 *
	 * @param method its method
	 * @param path its path
	 * @param accept what it takes
	 * @param by who says to have sent it, {@code X-Requested-With}
	 */
	public record Asked(String method, String path, String accept, String by) {
	}

	/**
	 * An answer.
	 *
	 * @param status its status
	 * @param type its media type
	 * @param body its body
	 */
	public record Said(int status, String type, String body) {

		public static Said json(String body) {
			return new Said(200, "application/json", body);
		}

	}

}
