package io.bootcluster.endtoend.parity.app;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Says, one fact a line, what a servlet sees of a request and of where it runs.
 */
@RestController
class SeenController {

	/**
	 * The one field that requests gain, which would be in every row; what it does is held
	 * by {@code AccessLogTests}.
	 */
	private static final String GAINED = "X-Request-Id";

	private final Environment environment;

	private final WebServerApplicationContext context;

	SeenController(Environment environment, WebServerApplicationContext context) {
		this.environment = environment;
		this.context = context;
	}

	/**
	 * Where the request came from and was sent to.
	 */
	@RequestMapping(path = "/where", produces = MediaType.TEXT_PLAIN_VALUE)
	String where(HttpServletRequest request) {
		return new Facts().add("scheme", request.getScheme())
			.add("secure", request.isSecure())
			.add("connection secure", request.getServletConnection().isSecure())
			.add("connection protocol", request.getServletConnection().getProtocol())
			.add("host", request.getServerName())
			.add("port", request.getServerPort())
			.add("remote address", request.getRemoteAddr())
			.add("remote host", request.getRemoteHost())
			.add("remote port", request.getRemotePort())
			.add("local address", request.getLocalAddr())
			.add("local port", request.getLocalPort())
			.add("URL", request.getRequestURL())
			.add("own link", ServletUriComponentsBuilder.fromCurrentContextPath().path("/x").toUriString())
			.add("X-Forwarded-For", Collections.list(request.getHeaders("X-Forwarded-For")))
			.add("X-Forwarded-Proto", Collections.list(request.getHeaders("X-Forwarded-Proto")))
			.add("X-Forwarded-By", Collections.list(request.getHeaders("X-Forwarded-By")))
			.add("Forwarded", Collections.list(request.getHeaders("Forwarded")))
			.toString();
	}

	/**
	 * What was asked for.
	 */
	@RequestMapping(path = { "/seen", "/seen/**" }, produces = MediaType.TEXT_PLAIN_VALUE)
	String seen(HttpServletRequest request) throws IOException {
		Facts facts = new Facts().add("method", request.getMethod())
			.add("protocol", request.getProtocol())
			.add("URI", request.getRequestURI())
			.add("context path", request.getContextPath())
			.add("servlet path", request.getServletPath())
			.add("path info", request.getPathInfo())
			.add("query", request.getQueryString())
			.add("length", request.getContentLengthLong())
			.add("type", request.getContentType())
			.add("charset", request.getCharacterEncoding());
		for (Map.Entry<String, String[]> parameter : new TreeMap<>(request.getParameterMap()).entrySet()) {
			facts.add("parameter " + parameter.getKey(), Arrays.toString(parameter.getValue()));
		}
		byte[] body = request.getInputStream().readAllBytes();
		facts.add("body", body.length + " " + DigestUtils.md5DigestAsHex(body));
		if (request.isTrailerFieldsReady()) {
			facts.add("trailers", new TreeMap<>(request.getTrailerFields()));
		}
		for (String name : Collections.list(request.getHeaderNames())) {
			if (!name.equalsIgnoreCase(GAINED)) {
				facts.add("field " + name, Collections.list(request.getHeaders(name)));
			}
		}
		return facts.toString();
	}

	/**
	 * What the application knows of its own ports.
	 */
	@RequestMapping(path = "/ports", produces = MediaType.TEXT_PLAIN_VALUE)
	String ports() {
		return new Facts().add("server.port", this.environment.getProperty("server.port"))
			.add("local.server.port", this.environment.getProperty("local.server.port"))
			.add("local.management.port", this.environment.getProperty("local.management.port"))
			.add("web server", (this.context.getWebServer() != null) ? this.context.getWebServer().getPort() : -1)
			.toString();
	}

	@RequestMapping(path = "/local-name", produces = MediaType.TEXT_PLAIN_VALUE)
	String localName(HttpServletRequest request) {
		return request.getLocalName();
	}

	/**
	 * What TLS settled, as servlets are told.
	 */
	@RequestMapping(path = "/tls", produces = MediaType.TEXT_PLAIN_VALUE)
	String tls(HttpServletRequest request) {
		return new Facts().add("secure", request.isSecure())
			.add("protocol", request.getAttribute("jakarta.servlet.request.secure_protocol"))
			.add("cipher", request.getAttribute("jakarta.servlet.request.cipher_suite"))
			.add("key size", request.getAttribute("jakarta.servlet.request.key_size"))
			.add("certificates", certificates(request))
			.toString();
	}

	private static List<String> certificates(HttpServletRequest request) {
		X509Certificate[] chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
		return Stream.of((chain != null) ? chain : new X509Certificate[0])
			.map((certificate) -> certificate.getSubjectX500Principal() + " " + certificate.getSerialNumber())
			.toList();
	}

	@RequestMapping(path = "/tls-session", produces = MediaType.TEXT_PLAIN_VALUE)
	String tlsSession(HttpServletRequest request) {
		return (request.getAttribute("jakarta.servlet.request.ssl_session_id") != null) ? "known" : "unknown";
	}

	/**
	 * Lines of text.
	 */
	private static final class Facts {

		private final StringBuilder text = new StringBuilder();

		Facts add(String name, @Nullable Object value) {
			this.text.append(name).append(": ").append(value).append('\n');
			return this;
		}

		@Override
		public String toString() {
			return this.text.toString();
		}

	}

}
