package io.bootcluster.worker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What only the primary and its workers know. Compared in constant time, never shown.
 */
final class ClusterSecret {

	private final byte[] secret;

	ClusterSecret(String secret) {
		this.secret = secret.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Return whether somebody knows the secret.
	 * @param shown what was shown, if anything
	 * @return whether that is it
	 */
	boolean isKnownTo(Optional<String> shown) {
		return shown.isPresent() && MessageDigest.isEqual(this.secret, shown.get().getBytes(StandardCharsets.UTF_8));
	}

}
