package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.bootcluster.ErrorPages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what goes to the client: {@link AnswerHead}, {@link Dechunker} and
 * {@link OwnAnswer}.
 */
class AnswerHeadTests {

	private static final AnswerForms FORMS = new AnswerForms(ErrorPages.NONE);

	private final AnswerHead head = new AnswerHead(HttpLimits.forAnswers());

	@ParameterizedTest
	@CsvSource({ "KEEP_ALIVE,''", "CLOSE,'Connection: close\r\n'", "KEEP_ALIVE_10,'Connection: keep-alive\r\n'",
			"CLOSE_10,'Connection: close\r\n'" })
	void writeSaysWhatTheClientsConnectionNeeds(AnswerEdit edit, String connection) {
		assertThat(written(
				"HTTP/1.0 200 All right\r\nset-cookie: a\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\n", edit))
			.isEqualTo("HTTP/1.1 200 All right\r\nset-cookie: a\r\nContent-Length: 1\r\n" + connection + "\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection: close", "Keep-Alive: timeout=5", "Proxy-Connection: x", "Upgrade: h2c",
			"Bootcluster-Client: x", "X-Hop: x\r\nConnection: x-hop" })
	void writeWhenAFieldIsForTheHopRemovesIt(String fields) {
		assertThat(written("HTTP/1.1 200 OK\r\nA: b\r\n" + fields + "\r\nContent-Length: 0\r\n\r\n",
				AnswerEdit.KEEP_ALIVE))
			.isEqualTo("HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 0\r\n\r\n");
	}

	@Test
	void writeKeepsWhatTellsTheWorker() {
		String answer = "HTTP/1.1 200 OK\r\nBootcluster-Worker: 1.1; release=a\r\nContent-Length: 0\r\n\r\n";
		assertThat(written(answer, AnswerEdit.KEEP_ALIVE)).isEqualTo(answer);
	}

	@Test
	void writeWhenTheWorkerSaysCloseLeavesItsWordWhereItIs() {
		String answer = "HTTP/1.1 400 x\r\nconnection: Close\r\nContent-Length: 0\r\n\r\n";
		assertThat(written(answer, AnswerEdit.CLOSE)).isEqualTo(answer);
		assertThat(this.head.isClose()).isTrue();
		assertThat(written("HTTP/1.1 400 x\r\nConnection: close, x\r\nContent-Length: 0\r\n\r\n", AnswerEdit.CLOSE))
			.isEqualTo("HTTP/1.1 400 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
	}

	@ParameterizedTest
	@CsvSource({ "KEEP_ALIVE,''", "KEEP_ALIVE_ASKED,'Keep-Alive: timeout=7\r\nConnection: keep-alive\r\n'",
			"KEEP_ALIVE_10,'Connection: keep-alive\r\nKeep-Alive: timeout=7\r\n'", "CLOSE,'Connection: close\r\n'" })
	void writeTellsHowLongAConnectionMayBeIdleToWhoAsks(AnswerEdit edit, String connection) {
		ByteBuf out = Unpooled.buffer();
		ByteBuf in = buffer("HTTP/1.1 204 x\r\nA: b\r\n\r\n");
		this.head.begin(Method.GET, Upgrade.NONE);
		this.head.scan(in);
		this.head.writeTo(in, out, edit, "Keep-Alive: timeout=7\r\n".getBytes(StandardCharsets.US_ASCII));
		assertThat(text(out)).isEqualTo("HTTP/1.1 204 x\r\nA: b\r\n" + connection + "\r\n");
	}

	@Test
	void writeWhenChunkedToHttp10RemovesTheFraming() {
		String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n";
		assertThat(written(answer, AnswerEdit.CLOSE_10)).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
		assertThat(this.head.isEndedByClose(true)).isTrue();
		assertThat(this.head.isEndedByClose(false)).isFalse();
		assertThat(written(answer, AnswerEdit.KEEP_ALIVE)).isEqualTo(answer);
	}

	@Test
	void writeWhenSwitchingSaysUpgradeAlone() {
		assertThat(written("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: keep-alive, upgrade\r\n\r\n",
				AnswerEdit.CLOSE))
			.isEqualTo("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n");
		assertThat(this.head.isSwitch()).isTrue();
		assertThat(this.head.isInterim()).isFalse();
	}

	@Test
	void writeWhenAnUpgradeIsRequiredKeepsItsName() {
		assertThat(written("HTTP/1.1 426 x\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n", AnswerEdit.CLOSE))
			.isEqualTo("HTTP/1.1 426 x\r\nUpgrade: websocket\r\nContent-Length: 0\r\nConnection: upgrade\r\n"
					+ "Connection: close\r\n\r\n");
	}

	@Test
	void writeWhenInterimSaysNothingOfTheConnection() {
		assertThat(written("HTTP/1.1 100 \r\n\r\n", AnswerEdit.CLOSE)).isEqualTo("HTTP/1.1 100 \r\n\r\n");
		assertThat(this.head.isInterim()).isTrue();
	}

	@Test
	void writeWhenThereIsNeverABodyDropsItsLength() {
		assertThat(written("HTTP/1.1 204 x\r\nContent-Length: 0\r\nA: b\r\n\r\n", AnswerEdit.KEEP_ALIVE))
			.isEqualTo("HTTP/1.1 204 x\r\nA: b\r\n\r\n");
	}

	@Test
	void dechunkerHoweverCutLeavesTheDataAlone() {
		String chunked = "5\r\nhello\r\n008;x=\"0\"\r\n 0\r\n\r\nab\r\n0;y\r\nX: 1\r\nB: 2\r\n\r\n";
		for (int cut = 0; cut < chunked.length(); cut++) {
			Dechunker dechunker = new Dechunker();
			dechunker.begin();
			ByteBuf out = Unpooled.buffer();
			dechunker.write(buffer(chunked.substring(0, cut)), out);
			dechunker.write(buffer(chunked.substring(cut)), out);
			assertThat(text(out)).isEqualTo("hello 0\r\n\r\nab");
		}
	}

	@Test
	void ownAnswerHasLengthDateAndWhatWasAskedFor() {
		ByteBuf out = Unpooled.buffer();
		OwnAnswer answer = OwnAnswer.of(503, "No worker is ready").retryAfter(2);
		answer.writeTo(out, Method.GET, Instant.EPOCH, FORMS.of(answer, Asker.UNKNOWN));
		assertThat(text(out)).isEqualTo("HTTP/1.1 503 Service Unavailable\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
				+ "Retry-After: 2\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
				+ "Content-Type: application/problem+json\r\nContent-Length: 96\r\n\r\n"
				+ "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
				+ "\"detail\":\"No worker is ready\"}\n");
	}

	@ParameterizedTest
	@CsvSource({ "HEAD", "GET" })
	void ownAnswerToARefusalClosesAndSparesHeadTheBody(Method method) {
		ByteBuf out = Unpooled.buffer();
		OwnAnswer answer = OwnAnswer.to(Refusal.FOLD);
		answer.writeTo(out, method, Instant.EPOCH, FORMS.of(answer, Asker.UNKNOWN));
		assertThat(text(out)).startsWith("HTTP/1.1 400 Bad Request\r\n")
			.contains("\r\nConnection: close\r\n\r\n")
			.endsWith((method == Method.HEAD) ? "\r\n\r\n" : "\"detail\":\"folded field line\"}\n");
	}

	@Test
	void everyRefusalHasAPhrase() {
		for (Refusal refusal : Refusal.values()) {
			ByteBuf out = Unpooled.buffer();
			OwnAnswer answer = OwnAnswer.to(refusal);
			answer.writeTo(out, Method.GET, Instant.EPOCH, FORMS.of(answer, Asker.UNKNOWN));
			assertThat(text(out)).matches("(?s)HTTP/1.1 \\d{3} \\w.*");
		}
	}

	private String written(String answer, AnswerEdit edit) {
		this.head.begin(Method.GET, Upgrade.WEBSOCKET);
		ByteBuf in = buffer(answer);
		assertThat(this.head.scan(in)).isEqualTo(Scan.COMPLETE);
		ByteBuf out = Unpooled.buffer();
		this.head.writeTo(in, out, edit);
		return text(out);
	}

	private static ByteBuf buffer(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
	}

	private static String text(ByteBuf out) {
		return out.toString(StandardCharsets.ISO_8859_1);
	}

}
