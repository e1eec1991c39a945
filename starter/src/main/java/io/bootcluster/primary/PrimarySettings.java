package io.bootcluster.primary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.PoolShare;
import io.bootcluster.primary.release.ThisJvm;

/**
 * Everything that the primary must know before it opens.
 *
 * @param cluster our own settings
 * @param publicSide what the application's settings say of its public side
 * @param sessionsElsewhere why sessions live in a place that the application named
 * itself, or empty if it named none
 * @param jvm how this JVM was started
 * @param secret what a worker shows to belong to this cluster; kept in the memory of the
 * primary and its workers, and nowhere else
 * @param digests digests, keyed with the secret, of the settings that only a restart of
 * the primary changes
 */
public record PrimarySettings(BootclusterProperties cluster, PublicSettings publicSide,
		Optional<String> sessionsElsewhere, ThisJvm jvm, String secret, Map<String, String> digests) {

	/**
	 * Gather the settings.
	 * @param cluster our own settings
	 * @param publicSide what the application's settings say of its public side
	 * @param sessionsElsewhere why sessions live in a place that the application named
	 * itself, or empty if it named none
	 * @param arguments what the main method was given
	 * @param digests makes digests of settings that only a restart changes, with a secret
	 * @return the settings, with a new secret
	 */
	public static PrimarySettings of(BootclusterProperties cluster, PublicSettings publicSide,
			Optional<String> sessionsElsewhere, List<String> arguments, Function<String, Map<String, String>> digests) {
		String secret = ClusterSecret.create();
		return new PrimarySettings(cluster, publicSide, sessionsElsewhere, ThisJvm.look(arguments), secret,
				digests.apply(secret));
	}

	/**
	 * Return what these settings are where workers share out their request threads.
	 * @param workers how many workers there are
	 * @return the settings, the same ones if nothing is shared out
	 */
	PrimarySettings dividedAmong(int workers) {
		return this.cluster.worker().dividePools()
				? new PrimarySettings(this.cluster, this.publicSide.with(new PoolShare(workers)),
						this.sessionsElsewhere, this.jvm, this.secret, this.digests)
				: this;
	}

	/**
	 * Does not show the secret.
	 */
	@Override
	public String toString() {
		return "PrimarySettings[" + this.cluster + ", " + this.publicSide + "]";
	}
}
