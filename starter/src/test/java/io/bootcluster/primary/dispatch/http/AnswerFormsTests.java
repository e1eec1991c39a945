package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bootcluster.ErrorPages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerFormsTests {

	private static final String BROWSER = "GET / HTTP/1.1\r\nHost: a\r\naccept: text/html,*/*;q=0.8\r\n";

	private static final OwnAnswer UNAVAILABLE = OwnAnswer.of(503, "No <worker> \"takes\" it.\n\\");

	private final AnswerForms forms = new AnswerForms(ErrorPages.NONE);

	@Test
	void ofWhenNothingIsSaidIsProblemDetails() {
		JsonNode problem = JsonMapper.shared()
			.readTree(body(written(this.forms, "GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: a1-b2\r\n\r\n")));
		assertThat(problem.propertyNames()).containsExactly("type", "title", "status", "detail", "requestId");
		assertThat(problem.get("title").asString()).isEqualTo("Service Unavailable");
		assertThat(problem.get("status").asInt()).isEqualTo(503);
		assertThat(problem.get("detail").asString()).isEqualTo(UNAVAILABLE.text());
		assertThat(problem.get("requestId").asString()).isEqualTo("a1-b2");
	}

	@Test
	void ofWhenBrowserAsksIsPageThatNeedsNothingElse() {
		String answer = written(this.forms, BROWSER + "X-Request-Id: <b>\r\n\r\n");
		assertThat(answer).contains("\r\nContent-Type: text/html;charset=UTF-8\r\n")
			.contains("default-src 'none'")
			.contains("\r\nCache-Control: no-store\r\n");
		assertThat(body(answer)).startsWith("<!DOCTYPE html>")
			.contains("<title>503 Service Unavailable</title>")
			.contains("No &lt;worker&gt; &quot;takes&quot; it.")
			.contains("<code>&lt;b&gt;</code>")
			.doesNotContain("<script")
			.doesNotContain("src=")
			.doesNotContain("href=")
			.doesNotContain("url(");
	}

	@Test
	void pagesPolicyAllowsItsStyleAndNoOther() throws Exception {
		String answer = written(this.forms, BROWSER + "\r\n");
		Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(answer);
		assertThat(style.find()).isTrue();
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
		assertThat(answer).contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';");
	}

	@Test
	void ofWhenApplicationHasPageIsThatPage() {
		AnswerForms own = new AnswerForms(new ErrorPages(Map.of("503", "<p>Büro zu</p>", "5xx", "<p>all</p>")));
		assertThat(body(written(own, BROWSER + "\r\n"))).isEqualTo("<p>Büro zu</p>");
		assertThat(text(own.of(OwnAnswer.of(504, "x"), new Asker(true, "")), OwnAnswer.of(504, "x")))
			.endsWith("\r\n\r\n<p>all</p>")
			.doesNotContain("Content-Security-Policy");
		assertThat(body(written(own, "GET / HTTP/1.1\r\n\r\n"))).startsWith("{");
	}

	@Test
	void askerWhenHeadIsNotWholeTellsWhatItCan() {
		assertThat(Asker.of(buffer(""))).isEqualTo(Asker.UNKNOWN);
		assertThat(Asker.of(buffer("junk"))).isEqualTo(Asker.UNKNOWN);
		assertThat(Asker.of(buffer("GET / HTTP/1.1\r\nAccept: text/html"))).isEqualTo(Asker.UNKNOWN);
		assertThat(Asker.of(buffer("GET / HTTP/1.1\r\nno colon\r\nAccept: text/html\r\nAcc")).wantsPage()).isTrue();
		assertThat(Asker.of(buffer("GET / HTTP/1.1\r\n\r\nAccept: text/html\r\n\r\n")).wantsPage()).isFalse();
	}

	@Test
	void askerWhenIdIsUnfitHasNone() {
		assertThat(Asker.of(buffer("GET / HTTP/1.1\r\nX-Request-Id: a b\r\n\r\n")).requestId()).isEmpty();
		assertThat(Asker.of(buffer("GET / HTTP/1.1\r\nX-Request-Id: " + "a".repeat(201) + "\r\n\r\n")).requestId())
			.isEmpty();
	}

	@Test
	void askerWhenIdsAreSeveralHasTheFirst() {
		assertThat(Asker.of(buffer("GET / HTTP/1.1\r\nX-Request-Id: a\r\nX-Request-Id: b\r\n\r\n")).requestId())
			.isEqualTo("a");
	}

	@Test
	void askerWhenAcceptIsInSeveralLinesJoinsThem() {
		Asker asker = Asker
			.of(buffer("GET / HTTP/1.1\r\nAccept: text/html;q=0.1\r\nAccept: application/json;q=0.2\r\n\r\n"));
		assertThat(asker.wantsPage()).isFalse();
	}

	private static String written(AnswerForms forms, String head) {
		return text(forms.of(UNAVAILABLE, Asker.of(buffer(head))), UNAVAILABLE);
	}

	private static String text(AnswerForm form, OwnAnswer answer) {
		ByteBuf out = Unpooled.buffer();
		answer.writeTo(out, Method.GET, Instant.EPOCH, form);
		String text = out.toString(StandardCharsets.UTF_8);
		int length = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8).length;
		assertThat(text).contains("\r\nContent-Length: " + length + "\r\n");
		return text;
	}

	private static String body(String answer) {
		return answer.substring(answer.indexOf("\r\n\r\n") + 4);
	}

	private static ByteBuf buffer(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
	}

}
