package io.bootcluster.primary.dispatch.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestHead}: its facts, and the head that it writes.
 */
class RequestHeadTests {

	private static final ClientFacts FACTS = ClientFacts.plain(new InetSocketAddress("192.0.2.7", 50000),
			new InetSocketAddress("::1", 8080));

	private static final String FACTS_LINE = "Bootcluster-Client: a=192.0.2.7;p=50000;la=0:0:0:0:0:0:0:1;lp=8080;s=http\r\n";

	private final RequestHead head = new RequestHead(Wire.REQUESTS);

	@Test
	void writeWhenNothingIsForTheHopAddsTheClientsFactsAlone() {
		assertThat(written("GET /a?b HTTP/1.1\r\nhOST:  a.b \r\nX-Forwarded-For: 1\r\nCookie: a\r\nCookie: b\r\n\r\n"))
			.isEqualTo("GET /a?b HTTP/1.1\r\nhOST:  a.b \r\nX-Forwarded-For: 1\r\nCookie: a\r\nCookie: b\r\n"
					+ FACTS_LINE + "\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection: close", "Keep-Alive: timeout=5", "Proxy-Connection: x", "TE: gzip",
			"Upgrade: websocket", "HTTP2-Settings: AAMA", "Bootcluster-Client: a=1", "bootcluster-X: y",
			"BOOTCLUSTER-: y", "Bootcluster-Worker: 1.1", "Connection: x-a, X-B\r\nX-A: 1\r\nx-b: 2",
			"X-A: 1\r\nConnection: close\r\nConnection: , x-a", "Connection: Upgrade\r\nUpgrade: h2c",
			"Connection: Upgrade\r\nUpgrade: websocket, h2c", "Connection: close\r\nUpgrade: websocket" })
	void writeWhenAFieldIsForTheHopRemovesIt(String fields) {
		assertThat(lines("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\nLast: z\r\n\r\n"))
			.containsExactly("GET / HTTP/1.1", "Host: a", "Last: z", FACTS_LINE.strip());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: a", "Authorization: x", "Cookie: x", "Content-Type: x", "X-Forwarded-For: x",
			"Forwarded: for=x", "X-Real-IP: x", "If-None-Match: x", "Sec-Fetch-Site: x", "Range: bytes=0-1" })
	void writeWhenTheClientNamesAnEndToEndFieldKeepsIt(String field) {
		String host = field.startsWith("Host") ? "" : "Host: a\r\n";
		String name = field.substring(0, field.indexOf(':'));
		assertThat(lines("GET / HTTP/1.1\r\n" + host + field + "\r\nConnection: " + name + "\r\n\r\n")).contains(field);
	}

	@Test
	void writeWhenTheClientNamesTheFramingKeepsIt() {
		assertThat(lines("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: Content-Length\r\n\r\n"))
			.contains("Content-Length: 3");
		assertThat(lines(
				"POST / HTTP/1.1\r\nHost: a\r\nConnection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n"))
			.contains("Transfer-Encoding: chunked");
	}

	@Test
	void writeWhenAnUpgradeIsWantedPassesIt() {
		assertThat(lines("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: WebSocket\r\nConnection: keep-alive, UPGRADE\r\n"
				+ "Sec-WebSocket-Version: 99\r\n\r\n"))
			.containsExactly("GET /ws HTTP/1.1", "Host: a", "Upgrade: WebSocket", "Sec-WebSocket-Version: 99",
					"Connection: upgrade", FACTS_LINE.strip());
		assertThat(this.head.upgrade()).isEqualTo(Upgrade.WEBSOCKET);
	}

	@Test
	void writeWhenAnUpgradeIsWantedAmongOtherOptionsPassesIt() {
		assertThat(lines("GET / HTTP/1.1\r\nHost: a\r\nX: y\r\nConnection: x, upgrade\r\nUpgrade: websocket\r\n\r\n"))
			.containsExactly("GET / HTTP/1.1", "Host: a", "Upgrade: websocket", "Connection: upgrade",
					FACTS_LINE.strip());
	}

	@ParameterizedTest
	@CsvSource({ "1.1,'',GET,websocket,WEBSOCKET", "1.1,'',GET,foo/2,OTHER", "1.1,'',GET,h2c,NONE",
			"1.1,'',GET,'websocket, H2C',NONE", "1.0,'',GET,websocket,NONE",
			"1.1,'Content-Length: 1',GET,websocket,NONE", "1.1,'Content-Length: 0',GET,websocket,WEBSOCKET",
			"1.1,'Transfer-Encoding: chunked',POST,websocket,NONE" })
	void upgradeIsWantedOnlyWithoutABodyAndInHttp11(String version, String framing, String method, String protocol,
			Upgrade expected) {
		written(method + " / HTTP/" + version + "\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: " + protocol + "\r\n"
				+ (framing.isEmpty() ? "" : framing + "\r\n") + "\r\n");
		assertThat(this.head.upgrade()).isEqualTo(expected);
	}

	@Test
	void writeWhenTrailersAreTakenSaysSo() {
		assertThat(lines("GET / HTTP/1.1\r\nHost: a\r\nTE: deflate;q=0.5, Trailers\r\nConnection: TE\r\n\r\n"))
			.containsExactly("GET / HTTP/1.1", "Host: a", "TE: trailers", "Connection: TE", FACTS_LINE.strip());
	}

	@ParameterizedTest
	@CsvSource({ "GET,http://a,/", "GET,http://a?b,/?b", "GET,HTTPS://a/b?c,/b?c", "OPTIONS,http://a,*",
			"OPTIONS,http://a/,/", "OPTIONS,*,*", "GET,//b/c,//b/c" })
	void writeTurnsAnAbsoluteTargetIntoOriginForm(String method, String target, String expected) {
		assertThat(lines(method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"))
			.startsWith(method + " " + expected + " HTTP/1.1", "Host: a");
	}

	@Test
	void writeWhenHttp10SpeaksHttp11WithAHost() {
		assertThat(lines("\r\nPOST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")).containsExactly(
				"POST / HTTP/1.1", "Content-Length: 1", "Host: [0:0:0:0:0:0:0:1]:8080", FACTS_LINE.strip());
		assertThat(lines("GET http://a:1/b HTTP/1.0\r\n\r\n")).containsExactly("GET /b HTTP/1.1", "Host: a:1",
				FACTS_LINE.strip());
	}

	@Test
	void writeWhenAskedDropsExpect() {
		String request = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
		assertThat(written(request)).contains("Expect: 100-continue");
		assertThat(this.head.isContinueExpected()).isTrue();
		ByteBuf out = Unpooled.buffer();
		this.head.writeTo(buffer(request), out, FACTS, true);
		assertThat(text(out)).doesNotContain("Expect");
	}

	@ParameterizedTest
	@CsvSource({ "1.1,x,true", "1.1,close,false", "1.1,'keep-alive, Close',false", "1.0,x,false", "1.0,Keep-Alive,true",
			"1.0,'close, keep-alive',false" })
	void keepAliveFollowsVersionAndConnection(String version, String connection, boolean expected) {
		written("GET / HTTP/" + version + "\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n");
		assertThat(this.head.isKeepAlive()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/.bootcluster/health,true", "/.bootcluster,true", "/.BootCluster/x,true", "//.bootcluster/x,true",
			"/%2ebootcluster/x,true", "/%2E%62ootcluster/x,true", "/x/../.bootcluster/x,true", "/.bootcluster;a/x,true",
			"/x%2f.bootcluster/x,true", "/%5c.bootcluster,true", "/.bootcluster?x,true", "http://a/.bootcluster/x,true",
			"/.bootclusters,false", "/x.bootcluster,false", "/x?/.bootcluster/,false", "/%,false", "/%2,false" })
	void privatePathIsFoundHoweverSpelled(String target, boolean expected) {
		written("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(this.head.isPrivatePath()).isEqualTo(expected);
	}

	@Test
	void isBegunOnlyOnceSomethingButAnEmptyLineCame() {
		for (String nothing : new String[] { "", "\r", "\r\n" }) {
			this.head.scan(buffer(nothing));
			assertThat(this.head.isBegun()).isFalse();
		}
		this.head.scan(buffer("\r\nG"));
		assertThat(this.head.isBegun()).isTrue();
	}

	@Test
	void writeWhenThereIsNoRequestIdMakesOneForEach() {
		RequestHead naming = new RequestHead(Wire.REQUESTS, new RequestIds(0x0123456789abcdefL, 7));
		String first = written(naming, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(first).matches("(?s)GET / HTTP/1\\.1\r\nHost: a\r\nX-Request-Id: 0123456789abcdef[0-9a-f]{16}\r\n\\Q"
				+ FACTS_LINE + "\\E\r\n");
		assertThat(written(naming, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")).isNotEqualTo(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Request-Id: mine", "x-request-id:mine", "X-REQUEST-ID: a b; c",
			"X-Request-Id: mine\r\nConnection: X-Request-Id" })
	void writeWhenThereIsARequestIdKeepsIt(String fields) {
		RequestHead naming = new RequestHead(Wire.REQUESTS, new RequestIds());
		String field = fields.split("\r\n")[0];
		assertThat(written(naming, "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n"))
			.isEqualTo("GET / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n" + FACTS_LINE + "\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Request-Id:", "X-Request-Id: \t ", "X-Request-Id:\r\nx-request-id: second" })
	void writeWhenTheRequestIdIsEmptyMakesOneInItsPlace(String fields) {
		RequestHead naming = new RequestHead(Wire.REQUESTS, new RequestIds(0x0123456789abcdefL, 7));
		assertThat(written(naming, "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\nAccept: b\r\n\r\n"))
			.matches("(?s)GET / HTTP/1\\.1\r\nHost: a\r\nAccept: b\r\nX-Request-Id: 0123456789abcdef[0-9a-f]{16}\r\n\\Q"
					+ FACTS_LINE + "\\E\r\n");
		assertThat(written("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n")).contains(fields + "\r\n");
	}

	@Test
	void requestIdIsTheOneThatTheWorkerGets() {
		assertThat(requestId("")).matches("0123456789abcdef[0-9a-f]{16}");
		assertThat(requestId("X-Request-Id: \r\n")).matches("0123456789abcdef[0-9a-f]{16}");
		assertThat(requestId("X-Request-Id:  mine \r\nx-request-id: other\r\n")).isEqualTo("mine");
		assertThat(requestId("X-Request-Id: a b\r\n")).isEmpty();
		assertThat(requestId("X-Request-Id: \u00fc\r\n")).isEmpty();
		assertThat(requestId("X-Request-Id: " + "x".repeat(200) + "\r\n")).hasSize(200);
		assertThat(requestId("X-Request-Id: " + "x".repeat(201) + "\r\n")).isEmpty();
	}

	private static String requestId(String fields) {
		RequestHead naming = new RequestHead(Wire.REQUESTS, new RequestIds(0x0123456789abcdefL, 7));
		ByteBuf in = buffer("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
		assertThat(naming.scan(in)).isEqualTo(Scan.COMPLETE);
		naming.writeTo(in, Unpooled.buffer(), FACTS, false);
		return naming.requestId(in);
	}

	@Test
	void fieldIsPrintableJoinedAndCut() {
		ByteBuf in = buffer("xGET / HTTP/1.1\r\nHost: a\r\nUSER-agent: \t b\u00fc\tc \r\nUser-Agents: no\r\n"
				+ "user-agent:\r\nUser-Agent: d\r\nEmpty:\r\n\r\n");
		in.readByte();
		assertThat(this.head.scan(in)).isEqualTo(Scan.COMPLETE);
		assertThat(this.head.field(in, "user-agent", 100)).isEqualTo("b??c, , d");
		assertThat(this.head.field(in, "user-agent", 2)).isEqualTo("b?");
		assertThat(this.head.field(in, "empty", 2)).isEmpty();
		assertThat(this.head.field(in, "missing", 2)).isEmpty();
		assertThat(this.head.describe(in, 5)).isEqualTo("GET /");
	}

	@Test
	void writeKeepsTraceContext() {
		String fields = "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"
				+ "tracestate: a=1,b=2\r\n";
		assertThat(written("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n")).contains(fields);
	}

	@Test
	void describeShowsNoControlCharacters() {
		ByteBuf in = buffer("GET /\u001b[0m HTTP/1.1\r\nHost: a\r\n\r\n");
		this.head.scan(in);
		assertThat(this.head.describe(in, 200)).isEqualTo("GET /?[0m HTTP/1.1");
	}

	@Test
	void factsWithTlsAndSecretAreRendered() {
		InetSocketAddress address = new InetSocketAddress("127.0.0.1", 1);
		assertThat(ClientFacts.secure(address, address, "TLSv1.3", "TLS_AES_128").withSecret("s3").value())
			.isEqualTo("a=127.0.0.1;p=1;la=127.0.0.1;lp=1;s=https;t=TLSv1.3,TLS_AES_128;k=s3");
	}

	private String[] lines(String request) {
		return written(request).split("\r\n");
	}

	private String written(String request) {
		return written(this.head, request);
	}

	private static String written(RequestHead head, String request) {
		head.reset();
		ByteBuf in = buffer(request);
		assertThat(head.scan(in)).isEqualTo(Scan.COMPLETE);
		ByteBuf out = Unpooled.buffer();
		head.writeTo(in, out, FACTS, false);
		return text(out);
	}

	private static ByteBuf buffer(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
	}

	private static String text(ByteBuf out) {
		return out.toString(StandardCharsets.ISO_8859_1);
	}

}
