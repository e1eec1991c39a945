package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A request as somebody understood it.
 *
 * @param method its method
 * @param target its target in origin form
 * @param body its body without chunk framing
 * @param wire all of it as it goes on, if known
 */
record Understood(String method, String target, String body, String wire) {

	/**
	 * Return what the scanners understand of bytes, as the next hop gets it, up to a
	 * request that closes the connection.
	 * @param reads what the scanners saw
	 * @return the whole requests
	 */
	static List<Understood> by(Reads reads) {
		List<Understood> requests = new ArrayList<>();
		String rest = reads.forwarded();
		for (Reads.Seen seen : reads.seen) {
			int head = rest.indexOf("\r\n\r\n") + 4;
			String body = rest.substring(head, head + seen.body());
			String[] line = rest.substring(0, rest.indexOf("\r\n")).split(" ");
			requests.add(new Understood(line[0], line[1], (seen.framing() == Framing.CHUNKED) ? dechunked(body) : body,
					rest.substring(0, head + seen.body())));
			rest = rest.substring(head + seen.body());
			if (seen.last()) {
				break;
			}
		}
		return requests;
	}

	private static String dechunked(String body) {
		Dechunker dechunker = new Dechunker();
		dechunker.begin();
		ByteBuf out = Unpooled.buffer();
		dechunker.write(Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1), out);
		return out.toString(StandardCharsets.ISO_8859_1);
	}

	boolean isSame(Understood other) {
		return this.method.equals(other.method) && this.target.equals(other.target) && this.body.equals(other.body);
	}

	@Override
	public String toString() {
		return this.method + " " + this.target + " " + WireText.text(this.body.getBytes(StandardCharsets.ISO_8859_1));
	}

}
