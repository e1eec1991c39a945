package io.bootcluster.worker;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Restores what the client's connection looked like before anything else looks, so first
 * among the engine's valves and ahead of {@code RemoteIpValve}; then removes the field.
 * Refuses who does not know the secret where it is needed.
 */
final class ClientFactsValve extends ValveBase {

	/**
	 * Internal note on a request, which no application can read: the secret was shown.
	 */
	private static final String SECRET_NOTE = ClientFactsValve.class.getName() + ".secret";

	/**
	 * A request that is dispatched again, or whose time is up, has no field any more.
	 */
	private static final String RESTORED_NOTE = ClientFactsValve.class.getName() + ".restored";

	/**
	 * A note of Coyote's, free of Tomcat's own: the TLS of the client's connection.
	 */
	private static final int TLS_NOTE = org.apache.coyote.Constants.MAX_NOTES - 1;

	private static final String LOOPBACK = "127.0.0.1";

	private final PrivateListener listener;

	ClientFactsValve(PrivateListener listener) {
		super(true);
		this.listener = listener;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.getNote(RESTORED_NOTE) == null) {
			restore(request);
			request.setNote(RESTORED_NOTE, true);
		}
		if (this.listener.needsSecret() && !isFromPrimary(request)) {
			refuse(response);
			return;
		}
		getNext().invoke(request, response);
	}

	/**
	 * What Tomcat could not read keeps Tomcat's status: there was no secret to be read.
	 */
	private static void refuse(Response response) throws IOException {
		int status = response.getStatus();
		response.setHeader("Connection", "close");
		response.sendError((status >= HttpServletResponse.SC_BAD_REQUEST) ? status : HttpServletResponse.SC_FORBIDDEN);
	}

	/**
	 * In a method of its own, so that no frame holds the secret while the application
	 * runs.
	 */
	private void restore(Request request) {
		Optional<ClientFacts> told = take(request.getCoyoteRequest().getMimeHeaders());
		if (this.listener.secret().isKnownTo(told.flatMap(ClientFacts::secret))) {
			request.setNote(SECRET_NOTE, true);
		}
		restore(request, told.orElseGet(this::ourselves));
	}

	/**
	 * Return whether whoever sent the request showed the secret.
	 * @param request a request that has passed this valve
	 * @return whether it is the primary's own
	 */
	static boolean isFromPrimary(Request request) {
		return request.getNote(SECRET_NOTE) != null;
	}

	/**
	 * Return the TLS of the client's connection, whatever proxies ahead of it say.
	 * @param coyote a request that has passed this valve
	 * @return what was settled, or {@code null} if there is none
	 */
	static ClientFacts.@Nullable Tls tls(org.apache.coyote.Request coyote) {
		return (ClientFacts.Tls) coyote.getNote(TLS_NOTE);
	}

	/**
	 * Read the field and remove it, a secret also from the read buffer, which lives on.
	 */
	private static Optional<ClientFacts> take(MimeHeaders fields) {
		@Nullable MessageBytes field = fields.getValue(ClientFacts.FIELD);
		if (field == null) {
			return Optional.empty();
		}
		ByteChunk octets = field.getByteChunk();
		Optional<ClientFacts> told = ClientFacts.parse(octets.toString());
		if (told.isPresent() && told.get().secret().isPresent()) {
			Arrays.fill(octets.getBytes(), octets.getStart(), octets.getEnd(), (byte) ' ');
		}
		fields.removeHeader(ClientFacts.FIELD);
		return told;
	}

	private void restore(Request request, ClientFacts facts) {
		org.apache.coyote.Request coyote = request.getCoyoteRequest();
		coyote.remoteAddr().setString(facts.client().address());
		coyote.peerAddr().setString(facts.client().address());
		coyote.remoteHost().setString(facts.client().address());
		coyote.setRemotePort(facts.client().port());
		coyote.localAddr().setString(facts.local().address());
		coyote.localName().setString(facts.local().address());
		coyote.setLocalPort(facts.local().port());
		coyote.scheme().setString(facts.scheme());
		request.setRemoteHost(facts.client().address());
		request.setSecure(facts.isSecure());
		coyote.setNote(TLS_NOTE, facts.isSecure() ? facts.tls().orElse(null) : null);
		restoreServer(request, coyote, facts);
	}

	/**
	 * A {@code Host} without a port names the scheme's own; without a {@code Host} there
	 * is only the connection to go by.
	 */
	private void restoreServer(Request request, org.apache.coyote.Request coyote, ClientFacts facts) {
		@Nullable String host = coyote.getMimeHeaders().getHeader("Host");
		if (host == null || host.isEmpty()) {
			coyote.serverName().setString(facts.local().address());
			coyote.setServerPort(facts.local().port());
		}
		else if (host.lastIndexOf(':') <= host.lastIndexOf(']') && request.getConnector().getProxyPort() == 0) {
			coyote.setServerPort(facts.isSecure() ? 443 : 80);
		}
	}

	private ClientFacts ourselves() {
		ClientFacts.End client = new ClientFacts.End(LOOPBACK, 0);
		ClientFacts.End local = new ClientFacts.End(LOOPBACK, this.listener.publicPort());
		return new ClientFacts(client, local, "http", Optional.empty(), Optional.empty());
	}

}
