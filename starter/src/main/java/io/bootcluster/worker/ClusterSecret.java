package io.bootcluster.worker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What only the primary and its workers know, as a worker keeps it: enough to recognise
 * it, not enough to show it, so that a heap dump tells nobody. Compared in constant time.
 */
final class ClusterSecret {

	private final byte[] digest;

	ClusterSecret(String secret) {
		this.digest = digest(secret);
	}

	/**
	 * Return whether somebody knows the secret.
	 * @param shown what was shown, if anything
	 * @return whether that is it
	 */
	boolean isKnownTo(Optional<String> shown) {
		return shown.isPresent() && MessageDigest.isEqual(this.digest, digest(shown.get()));
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
