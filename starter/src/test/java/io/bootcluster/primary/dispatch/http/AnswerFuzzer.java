package io.bootcluster.primary.dispatch.http;

import java.util.Arrays;

/**
 * Shows a fuzzer's bytes to the answer scanner. The first of them says what was asked.
 */
public final class AnswerFuzzer {

	private AnswerFuzzer() {
	}

	/**
	 * Called by the fuzzer, by this name.
	 * @param bytes which request, and what a worker sends
	 */
	public static void fuzzerTestOneInput(byte[] bytes) {
		if (bytes.length > 0) {
			Method method = ((bytes[0] & 1) == 0) ? Method.GET : Method.HEAD;
			Upgrade upgrade = ((bytes[0] & 2) == 0) ? Upgrade.NONE : Upgrade.WEBSOCKET;
			HttpProperties.holdAnswers(method, upgrade, Arrays.copyOfRange(bytes, 1, bytes.length));
		}
	}

	/**
	 * Return a seed.
	 * @param request a method, with "upgrade" if one was passed on
	 * @param answer what the worker sends
	 * @return what makes the fuzzer show it
	 */
	static byte[] seed(String request, byte[] answer) {
		byte[] seed = new byte[answer.length + 1];
		seed[0] = (byte) ('0' + (request.startsWith("HEAD") ? 1 : 0) + (request.endsWith(" upgrade") ? 2 : 0));
		System.arraycopy(answer, 0, seed, 1, answer.length);
		return seed;
	}

}
