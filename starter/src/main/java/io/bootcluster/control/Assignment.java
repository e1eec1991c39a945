package io.bootcluster.control;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.bootcluster.ListenerAddress;
import io.bootcluster.RedisLocation;

/**
 * What a worker must know from its first moment. The primary writes it as the first line
 * of the worker's standard input, so that no secret travels in an argument, the
 * environment or a file.
 *
 * @param protocol number of the line's protocol that the primary speaks
 * @param secret the cluster's secret
 * @param lineSocket the socket of the primary's end of the line
 * @param listener where the main listener must bind
 * @param management where the management listener must bind, if it has its own
 * @param publicSide what the public ports are
 * @param nodeId the node's name
 * @param release id of the release that this worker runs
 * @param part what part of the whole it has
 * @param redis the Redis for sessions, if the primary has one
 * @param drainTimeout how long requests may take once the worker leaves
 * @param stopTimeout how long the worker may take to exit after that
 */
public record Assignment(int protocol, String secret, Path lineSocket, ListenerAddress listener,
		Optional<ListenerAddress> management, PublicSide publicSide, String nodeId, String release, Part part,
		Optional<RedisLocation> redis, Duration drainTimeout, Duration stopTimeout) {

	private static final int MAX_BYTES = 64 * 1024;

	/**
	 * Write this as one line and flush, leaving the stream open: its end will tell the
	 * worker that the primary is gone.
	 * @param out the worker's standard input
	 * @throws IOException if the worker does not take it
	 */
	public void writeTo(OutputStream out) throws IOException {
		out.write(LineFormat.encode(this));
		out.flush();
	}

	/**
	 * Read one assignment and not a byte more, so that the stream can be watched for its
	 * end afterwards.
	 * @param in the worker's standard input
	 * @return the assignment
	 * @throws IOException if the stream ends early or does not begin with an assignment
	 */
	public static Assignment readFrom(InputStream in) throws IOException {
		return LineFormat.decode(line(in), Assignment.class);
	}

	static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new EOFException("The primary went away before it said what to do");
			}
			if (line.size() == MAX_BYTES) {
				throw new IOException("Standard input does not begin with what the primary says");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Return what may be kept once the secret has been shown.
	 * @return an assignment with an empty secret
	 */
	public Assignment withoutSecret() {
		return new Assignment(this.protocol, "", this.lineSocket, this.listener, this.management, this.publicSide,
				this.nodeId, this.release, this.part, this.redis, this.drainTimeout, this.stopTimeout);
	}

	/**
	 * Everything that is not secret.
	 */
	@Override
	public String toString() {
		return "Assignment[listener=" + this.listener + ", management=" + this.management + ", publicSide="
				+ this.publicSide + ", nodeId=" + this.nodeId + ", release=" + this.release + ", part=" + this.part
				+ ", redis=" + this.redis + "]";
	}

}
