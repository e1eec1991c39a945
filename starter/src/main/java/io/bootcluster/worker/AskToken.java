package io.bootcluster.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * What workers of one primary show each other: theirs alone, since it follows from the
 * cluster's secret, which does not follow from it. Unlike that secret, which a worker
 * only recognises, it must be kept to be shown; it is kept outside the heap, where no
 * heap dump finds it. Safe from any thread.
 */
final class AskToken {

	/**
	 * The field it travels in, which the dispatcher lets no client send.
	 */
	static final String FIELD = "Bootcluster-Ask";

	private final ClusterSecret known;

	private final ByteBuffer shown;

	private AskToken(String token) {
		this.known = new ClusterSecret(token);
		byte[] octets = token.getBytes(StandardCharsets.US_ASCII);
		this.shown = ByteBuffer.allocateDirect(octets.length).put(octets).flip().asReadOnlyBuffer();
	}

	/**
	 * Return the token of a cluster.
	 * @param secret the cluster's secret
	 * @return the token, the same in each of its workers
	 */
	static AskToken of(String secret) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			sha256.update("siblings".getBytes(StandardCharsets.UTF_8));
			byte[] digest = sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
			return new AskToken(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * Return whether a worker of the same primary asks.
	 * @param token what was shown, if anything
	 * @return whether that is it
	 */
	boolean isKnownTo(Optional<String> token) {
		return this.known.isKnownTo(token);
	}

	/**
	 * Return the token as it goes over a connection.
	 * @return the octets, to be read once
	 */
	ByteBuffer octets() {
		return this.shown.duplicate();
	}

}
