package io.bootcluster.primary.dispatch.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.BadRequestException;

/**
 * A Tomcat as it comes, whose only servlet records what it is asked.
 */
final class TomcatWitness implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private static final Logger LOGGER = Logger.getLogger("org.apache");

	private final Tomcat tomcat = new Tomcat();

	private final Map<Integer, Testimony> byClient = new ConcurrentHashMap<>();

	TomcatWitness() throws LifecycleException {
		LOGGER.setLevel(Level.OFF);
		this.tomcat.setBaseDir(Path.of("target", "tomcat").toAbsolutePath().toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector().setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
		this.tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
		Context context = this.tomcat.addContext("", null);
		Tomcat.addServlet(context, "witness", new Witness());
		context.addServletMappingDecoded("/*", "witness");
		this.tomcat.start();
	}

	/**
	 * Send bytes and no more.
	 * @param bytes what to send
	 * @return what came of it
	 */
	Testimony ask(byte[] bytes) throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.tomcat.getConnector().getLocalPort())) {
			Testimony testimony = new Testimony();
			this.byClient.put(client.getLocalPort(), testimony);
			client.setSoTimeout(TIMEOUT_MILLIS);
			try {
				client.getOutputStream().write(bytes);
				client.shutdownOutput();
				client.getInputStream().transferTo(OutputStream.nullOutputStream());
			}
			catch (SocketException ex) {
				// it closed with something unread: all that it took is recorded
			}
			this.byClient.remove(client.getLocalPort());
			return testimony;
		}
	}

	@Override
	public void close() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	/**
	 * What came of some bytes.
	 */
	static final class Testimony {

		/**
		 * The requests that were understood whole.
		 */
		final List<Understood> requests = new CopyOnWriteArrayList<>();

		/**
		 * Whether the end came while more was expected of a body.
		 */
		volatile boolean waiting;

	}

	private final class Witness extends HttpServlet {

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
			Testimony testimony = TomcatWitness.this.byClient.get(request.getRemotePort());
			try {
				String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
				testimony.requests.add(new Understood(request.getMethod(), request.getRequestURI() + query, body, ""));
			}
			catch (BadRequestException | IllegalStateException ex) {
				response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
			}
			catch (IOException ex) {
				testimony.waiting = true;
				throw ex;
			}
			response.setContentLength(0);
		}

	}

}
