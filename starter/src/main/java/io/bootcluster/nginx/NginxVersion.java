package io.bootcluster.nginx;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of Nginx, which decides what may be written: an unknown word keeps it from
 * reading anything.
 *
 * @param major the first number
 * @param minor the second
 * @param patch the third
 */
record NginxVersion(int major, int minor, int patch) implements Comparable<NginxVersion> {

	/**
	 * The oldest that is tested against: what it knows, every later one does.
	 */
	static final NginxVersion OLDEST = new NginxVersion(1, 22, 0);

	/**
	 * Since this one, an open-source Nginx looks names up again while it runs.
	 */
	static final NginxVersion RESOLVE = new NginxVersion(1, 27, 3);

	/**
	 * Since this one, an open-source Nginx knows servers that drain.
	 */
	static final NginxVersion DRAIN = new NginxVersion(1, 29, 6);

	private static final Pattern ALONE = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

	private static final Pattern TOLD = Pattern.compile("/" + ALONE.pattern());

	private static final Comparator<NginxVersion> ORDER = Comparator.comparingInt(NginxVersion::major)
		.thenComparingInt(NginxVersion::minor)
		.thenComparingInt(NginxVersion::patch);

	/**
	 * Read a version.
	 * @param text such as {@code 1.28.0}
	 * @return the version, or empty if it is none
	 */
	static Optional<NginxVersion> of(String text) {
		Matcher matcher = ALONE.matcher(text);
		return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
	}

	/**
	 * Read what {@code nginx -v} prints.
	 * @param output such as {@code nginx version: nginx/1.28.0}
	 * @return the version, or empty if it tells none
	 */
	static Optional<NginxVersion> toldBy(String output) {
		Matcher matcher = TOLD.matcher(output);
		return matcher.find() ? Optional.of(of(matcher)) : Optional.empty();
	}

	private static NginxVersion of(Matcher matcher) {
		return new NginxVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3)));
	}

	boolean isAtLeast(NginxVersion other) {
		return compareTo(other) >= 0;
	}

	@Override
	public int compareTo(NginxVersion other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor + "." + this.patch;
	}

}
