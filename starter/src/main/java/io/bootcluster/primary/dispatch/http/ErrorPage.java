package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Says on a page, to people, why there is no worker's answer: whole in itself, so that it
 * shows when nothing else can be fetched. Pure.
 */
final class ErrorPage {

	private static final String STYLE = """
			:root{color-scheme:light dark;--back:#f6f7f9;--card:#fff;--line:#dfe3e8;--text:#1d2733;--soft:#55616f}
			@media (prefers-color-scheme:dark){:root{--back:#12161b;--card:#1a2027;--line:#2c343d;--text:#e8ecf1;--soft:#a3afbd}}
			*{box-sizing:border-box;margin:0}
			body{min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--back);color:var(--text);\
			font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
			main{width:100%;max-width:30rem;padding:2.5rem;background:var(--card);border:1px solid var(--line);border-radius:1rem}
			.status{font-size:.875rem;font-weight:600;letter-spacing:.08em;color:var(--soft)}
			h1{margin:.25rem 0 1rem;font-size:1.75rem;line-height:1.2;letter-spacing:-.01em}
			p+p{margin-top:.5rem}
			.id{margin-top:1.5rem;font-size:.8125rem;color:var(--soft);overflow-wrap:anywhere}
			code{font-family:ui-monospace,SFMono-Regular,Menlo,monospace}
			""";

	private static final String FIELDS = "Content-Type: text/html;charset=UTF-8\r\n"
			+ "Content-Security-Policy: default-src 'none'; style-src 'sha256-" + digest(STYLE)
			+ "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n";

	private ErrorPage() {
	}

	static AnswerForm of(OwnAnswer answer, String requestId) {
		String phrase = escape(answer.phrase());
		StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
				+ "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
		html.append(answer.status()).append(' ').append(phrase);
		html.append("</title>\n<style>")
			.append(STYLE)
			.append("</style>\n</head>\n<body>\n<main>\n<p class=\"status\">");
		html.append(answer.status()).append("</p>\n<h1>").append(phrase).append("</h1>\n<p>");
		html.append(escape(answer.text())).append("</p>\n");
		if (answer.status() > 500) {
			html.append("<p>Please try again in a moment.</p>\n");
		}
		if (!requestId.isEmpty()) {
			html.append("<p class=\"id\">Request <code>").append(escape(requestId)).append("</code></p>\n");
		}
		html.append("</main>\n</body>\n</html>\n");
		return new AnswerForm(FIELDS, html.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
