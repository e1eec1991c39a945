package io.bootcluster.primary;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes the secret that a worker shows to belong to this cluster. It lives in the memory
 * of the primary and its workers, and nowhere else.
 */
final class ClusterSecret {

	private static final int BYTES = 32;

	private ClusterSecret() {
	}

	static String create() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
