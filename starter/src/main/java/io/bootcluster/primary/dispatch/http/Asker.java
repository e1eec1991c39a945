package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.bootcluster.RequestId;
import io.netty.buffer.ByteBuf;

/**
 * Who gets an answer of ours: what they can read, and what they call their request. Read
 * from a head only once there is such an answer. Immutable.
 *
 * @param wantsPage whether they would rather read HTML than JSON
 * @param requestId the {@linkplain RequestId request's id}, or empty
 */
public record Asker(boolean wantsPage, String requestId) {

	/**
	 * Somebody whose request could not be read.
	 */
	public static final Asker UNKNOWN = new Asker(false, "");

	/**
	 * Look into a head. One that is malformed or not whole tells as much as it can.
	 * @param head holds the head from index 0 on
	 * @return what it says of its sender
	 */
	public static Asker of(ByteBuf head) {
		String text = head.toString(0, head.writerIndex(), StandardCharsets.ISO_8859_1);
		List<String> accept = new ArrayList<>();
		String id = null;
		int start = text.indexOf('\n') + 1;
		int end = text.indexOf('\n', start);
		while (end > start + 1) {
			String line = text.substring(start, end);
			int colon = line.indexOf(':');
			String name = line.substring(0, Math.max(colon, 0));
			if (name.equalsIgnoreCase("accept")) {
				accept.add(line.substring(colon + 1));
			}
			else if (id == null && name.equalsIgnoreCase("x-request-id")) {
				id = line.substring(colon + 1).strip();
			}
			start = end + 1;
			end = text.indexOf('\n', start);
		}
		return new Asker(MediaRanges.prefersHtml(String.join(",", accept)), RequestId.of(id));
	}

}
