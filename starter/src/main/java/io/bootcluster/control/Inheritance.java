package io.bootcluster.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

import io.bootcluster.RedisLocation;

/**
 * What a primary must know from its first moment that is to take over from another one.
 * It arrives as an {@link Assignment} does, as the first line of standard input.
 *
 * @param secret what it shows on the socket where the two speak
 * @param pid process of the primary that runs
 * @param upgrades how many primaries there were before it, from the first on
 * @param directory the private directory, which the two share for a while
 * @param workers how many workers are wanted, or 0 for as many as the settings say
 * @param redis the Redis that the primary runs, if it runs one
 */
public record Inheritance(String secret, long pid, int upgrades, Path directory, int workers, Optional<Redis> redis) {

	/**
	 * Variable that tells a primary to read its inheritance.
	 */
	public static final String VARIABLE = "BOOTCLUSTER_UPGRADE";

	/**
	 * Write this as one line and flush.
	 * @param out the new primary's standard input
	 * @throws IOException if it does not take it
	 */
	public void writeTo(OutputStream out) throws IOException {
		out.write(LineFormat.encode(this));
		out.flush();
	}

	/**
	 * Read one inheritance.
	 * @param in standard input
	 * @return the inheritance
	 * @throws IOException if the stream does not begin with one
	 */
	public static Inheritance readFrom(InputStream in) throws IOException {
		return LineFormat.decode(Assignment.line(in), Inheritance.class);
	}

	/**
	 * Return the socket where the two primaries speak.
	 * @return its path
	 */
	public Path dialogue() {
		return this.directory.resolve("upgrade-" + this.upgrades);
	}

	/**
	 * Return the socket where the listeners are handed over.
	 * @return its path
	 */
	public Path listeners() {
		return this.directory.resolve("ports-" + this.upgrades);
	}

	/**
	 * Everything that is not secret.
	 */
	@Override
	public String toString() {
		return "Inheritance[pid=" + this.pid + ", upgrades=" + this.upgrades + ", directory=" + this.directory + "]";
	}

	/**
	 * A Redis that runs for this cluster and goes on while primaries change.
	 *
	 * @param location where it is
	 * @param pid its process
	 * @param executable what it was started from
	 */
	public record Redis(RedisLocation location, long pid, Path executable) {
	}

}
