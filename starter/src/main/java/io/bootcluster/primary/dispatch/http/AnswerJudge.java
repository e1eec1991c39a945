package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rules for answers, and keeps the facts that they were judged by.
 */
final class AnswerJudge implements HeadJudge {

	private static final int SWITCHING_PROTOCOLS = 101;

	private static final int NO_CONTENT = 204;

	private static final int NOT_MODIFIED = 304;

	private static final int UPGRADE_REQUIRED = 426;

	final StatusLine line = new StatusLine();

	final BodyFields body = new BodyFields();

	final HopFields hop = new HopFields();

	private boolean toHead;

	private boolean upgradeAsked;

	private boolean upgradeNamed;

	void begin(Method method, Upgrade upgrade) {
		this.toHead = method == Method.HEAD;
		this.upgradeAsked = upgrade.isWanted();
		clear();
	}

	/**
	 * Forget the last head, but not which request is answered.
	 */
	void clear() {
		this.upgradeNamed = false;
		this.body.clear();
		this.hop.clear();
		this.line.status = 0;
	}

	boolean isSwitch() {
		return this.line.status == SWITCHING_PROTOCOLS;
	}

	boolean isInterim() {
		return this.line.status < 200 && !isSwitch();
	}

	/**
	 * Whether {@code Upgrade} is for the client: in a switch, and where it says what the
	 * client must switch to (RFC 9110, section 15.5.22).
	 */
	boolean isUpgradePassed() {
		return this.upgradeNamed && (isSwitch() || this.line.status == UPGRADE_REQUIRED);
	}

	/**
	 * Whether the status says that there is never a body nor anything that frames one.
	 */
	boolean isWithoutFraming() {
		return this.line.status < 200 || this.line.status == NO_CONTENT;
	}

	/**
	 * The rules of RFC 9112, section 6.3, in their order.
	 */
	Framing framing() {
		if (this.toHead || isWithoutFraming() || this.line.status == NOT_MODIFIED) {
			return Framing.NONE;
		}
		if (this.body.isChunked()) {
			return Framing.CHUNKED;
		}
		if (this.body.hasLength()) {
			return (this.body.length() > 0) ? Framing.LENGTH : Framing.NONE;
		}
		return Framing.UNTIL_CLOSE;
	}

	boolean isReusable() {
		return !this.line.http10 && !this.hop.isClose() && !isSwitch() && framing() != Framing.UNTIL_CLOSE;
	}

	@Override
	public @Nullable Refusal first(byte octet) {
		return (octet == 'H') ? null : Refusal.STATUS_LINE;
	}

	@Override
	public @Nullable Refusal line(byte[] octets, int from, int to, int base) {
		return this.line.read(octets, from, to);
	}

	@Override
	public @Nullable Refusal field(FieldName name, byte[] octets, int from, int to, int base) {
		return switch (name) {
			case CONTENT_LENGTH -> this.body.contentLength(octets, from, to);
			case TRANSFER_ENCODING ->
				this.line.http10 ? Refusal.CODING_IN_HTTP10 : this.body.transferEncoding(octets, from, to);
			case CONNECTION -> this.hop.connection(octets, from, to);
			case UPGRADE -> {
				this.upgradeNamed = true;
				yield null;
			}
			default -> null;
		};
	}

	@Override
	public @Nullable Refusal end(ByteBuf in) {
		if (this.body.isChunked() && this.body.hasLength()) {
			return Refusal.CODING_WITH_LENGTH;
		}
		if (this.body.isChunked() && isWithoutFraming()) {
			return Refusal.BODY_UNEXPECTED;
		}
		if (isSwitch() && !(this.upgradeAsked && this.upgradeNamed)) {
			return Refusal.SWITCH_UNASKED;
		}
		return null;
	}

}
