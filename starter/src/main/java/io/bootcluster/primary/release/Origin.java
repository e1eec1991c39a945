package io.bootcluster.primary.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a worker is started from: the release as it was copied and prepared, or what this
 * JVM was started from.
 *
 * @param kind which of these
 * @param jar the jar to start instead of this JVM's own
 * @param arguments arguments to the JVM that belong to it
 */
public record Origin(Kind kind, Optional<Path> jar, List<String> arguments) {

	public Origin {
		arguments = List.copyOf(arguments);
	}

	/**
	 * Return what this JVM was started from.
	 * @param jvm how this JVM was started
	 * @return the origin
	 */
	static Origin same(ThisJvm jvm) {
		return new Origin(jvm.jar().isPresent() ? Kind.JAR : Kind.CLASS_PATH, Optional.empty(), List.of());
	}

	/**
	 * The kinds, each faster to start from than those before.
	 */
	public enum Kind {

		/**
		 * The class path of this JVM.
		 */
		CLASS_PATH,

		/**
		 * A jar with jars in it.
		 */
		JAR,

		/**
		 * The jar's content, laid out as Java itself likes it.
		 */
		EXTRACTED,

		/**
		 * The same, with an archive of class data.
		 */
		CDS,

		/**
		 * The same, with a cache of what the JVM learnt while it trained.
		 */
		AOT_CACHE;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
