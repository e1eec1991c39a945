package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.bootcluster.ErrorPages;

/**
 * Gives answers of ours the form that their reader takes: a page for a browser, the
 * application's own where it has one, and problem details (RFC 9457) for everybody else.
 * Safe from any thread.
 */
public final class AnswerForms {

	private final ErrorPages pages;

	private final Map<Integer, Optional<AnswerForm>> own = new ConcurrentHashMap<>();

	/**
	 * Begin with the application's pages.
	 * @param pages the pages
	 */
	public AnswerForms(ErrorPages pages) {
		this.pages = pages;
		// Nothing of it is left to be found once the jar is gone.
		of(OwnAnswer.of(503, ""), new Asker(true, ""));
		of(OwnAnswer.of(503, ""), Asker.UNKNOWN);
	}

	/**
	 * Choose.
	 * @param answer what is answered
	 * @param asker to whom
	 * @return the form
	 */
	public AnswerForm of(OwnAnswer answer, Asker asker) {
		if (!asker.wantsPage()) {
			return Problem.of(answer, asker.requestId());
		}
		return this.own.computeIfAbsent(answer.status(), this::applications)
			.orElseGet(() -> ErrorPage.of(answer, asker.requestId()));
	}

	private Optional<AnswerForm> applications(int status) {
		return this.pages.find(status)
			.map((page) -> new AnswerForm("Content-Type: text/html;charset=UTF-8\r\n",
					page.getBytes(StandardCharsets.UTF_8)));
	}

}
