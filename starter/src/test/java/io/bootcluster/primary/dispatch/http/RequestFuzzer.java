package io.bootcluster.primary.dispatch.http;

/**
 * Shows a fuzzer's bytes to the request scanner.
 */
public final class RequestFuzzer {

	private RequestFuzzer() {
	}

	/**
	 * Called by the fuzzer, by this name.
	 * @param bytes what a client sends
	 */
	public static void fuzzerTestOneInput(byte[] bytes) {
		HttpProperties.holdRequests(bytes);
	}

}
