package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Judges a head line by line, as {@link HeadScanner} finds them. The octets are only
 * there during the call; offsets that must last count from the head's first byte.
 */
interface HeadJudge {

	/**
	 * Whether a head may begin with this octet: garbage is refused without waiting for a
	 * line's end that may never come.
	 */
	@Nullable Refusal first(byte octet);

	/**
	 * Judge the first line.
	 * @param octets where it is
	 * @param from its first octet
	 * @param to behind its CRLF
	 * @param base what to add to an index to count from the head's first byte
	 */
	@Nullable Refusal line(byte[] octets, int from, int to, int base);

	/**
	 * Judge a field.
	 * @param name which field it is
	 * @param octets where its value is
	 * @param from the value's first octet
	 * @param to behind the value's last octet
	 * @param base what to add to an index to count from the head's first byte
	 */
	@Nullable Refusal field(FieldName name, byte[] octets, int from, int to, int base);

	/**
	 * Judge the head as a whole.
	 * @param in the buffer, its reader index at the head's first byte
	 */
	@Nullable Refusal end(ByteBuf in);

}
