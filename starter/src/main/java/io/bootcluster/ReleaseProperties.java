package io.bootcluster;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What workers are started from.
 *
 * @param copy Whether workers run from a copy of the jar, so that it can be overwritten.
 * @param directory Where releases are kept; by default a cache directory of the user's.
 * @param keep Number of releases that are kept.
 * @param maxSize Size that all kept releases may have together.
 * @param startArchive Whether an archive is made from which later workers start faster.
 * @param migrations Which workers of a release migrate the database.
 */
public record ReleaseProperties(@DefaultValue("true") boolean copy, @Nullable Path directory,
		@DefaultValue("3") int keep, @DefaultValue("2GB") DataSize maxSize, @DefaultValue("true") boolean startArchive,
		@DefaultValue("once") Migrations migrations) {

	public ReleaseProperties {
		Setting.inRange("release.keep", keep, 2, 1000);
		Setting.notNegative("release.max-size", maxSize);
	}

	/**
	 * Which workers of a release migrate the database.
	 */
	public enum Migrations {

		/**
		 * The first one of each release.
		 */
		ONCE,

		/**
		 * Every one, as they would without a cluster.
		 */
		ALL

	}

}
