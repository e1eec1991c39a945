package io.bootcluster;

import java.time.Duration;
import java.time.Instant;

/**
 * Hears of each request that has ended, if anybody wants to. Called on event loops: an
 * implementation only queues the entry and returns. Safe from any thread.
 */
public interface AccessLog {

	/**
	 * Take note of a request.
	 * @param entry the request and what became of it
	 */
	void ended(Entry entry);

	/**
	 * A request and what became of it. Texts are as the client sent them, printable ASCII
	 * only, and cut at 1,024 characters.
	 *
	 * @param at when its head was whole
	 * @param client address of the client's connection
	 * @param line method, target and version
	 * @param referrer its {@code Referer}, or empty
	 * @param agent its {@code User-Agent}, or empty
	 * @param requestId its {@linkplain RequestId id}, or empty
	 * @param forwardedFor its {@code X-Forwarded-For}, or empty
	 * @param result what became of it
	 */
	record Entry(Instant at, String client, String line, String referrer, String agent, String requestId,
			String forwardedFor, Result result) {
	}

	/**
	 * What became of a request.
	 *
	 * @param status status of the answer, or 0 if there was none
	 * @param bytes octets of the answer's body that were passed on
	 * @param outcome how it ended, as in {@link Measures.Requests#outcome()}
	 * @param worker the worker that had it last, such as {@code 2.3}, or empty
	 * @param retries further tries after the first
	 * @param duration from the whole head to the answer's last octet
	 * @param held how much of that it waited because no worker could take it
	 */
	record Result(int status, long bytes, String outcome, String worker, int retries, Duration duration,
			Duration held) {
	}

}
