package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rules for requests, and keeps the facts that they were judged by.
 */
final class RequestJudge implements HeadJudge {

	private static final byte[] CONTINUE = { '1', '0', '0', '-', 'c', 'o', 'n', 't', 'i', 'n', 'u', 'e' };

	final RequestLine line = new RequestLine();

	final BodyFields body = new BodyFields();

	final HopFields hop = new HopFields();

	private int hostStart;

	private int hostEnd;

	private boolean expect;

	private boolean nameSeen;

	private boolean named;

	void clear() {
		this.line.clear();
		this.body.clear();
		this.hop.clear();
		this.hostStart = 0;
		this.expect = false;
		this.nameSeen = false;
		this.named = false;
	}

	/**
	 * Return whether the request has an id: an empty one is none, and it is the first
	 * that everybody reads.
	 */
	boolean isNamed() {
		return this.named;
	}

	boolean hasHost() {
		return this.hostStart > 0;
	}

	boolean hasBody() {
		return this.body.isChunked() || this.body.length() > 0;
	}

	boolean isKeepAlive() {
		return !this.hop.isClose() && (!this.line.http10 || this.hop.isKeepAlive());
	}

	boolean isContinueExpected() {
		return this.expect && !this.line.http10 && hasBody();
	}

	/**
	 * Return the upgrade that is passed on: not one with a body, whose bytes two sides
	 * might count differently, and none of HTTP/1.0 (RFC 9110, section 7.8). A length of
	 * 0 is no body: the JDK's own WebSocket client sends it.
	 */
	Upgrade upgrade() {
		return (this.line.http10 || hasBody()) ? Upgrade.NONE : this.hop.upgrade();
	}

	@Override
	public @Nullable Refusal first(byte octet) {
		return Octets.is(octet, Octets.TOKEN) ? null : Refusal.METHOD_NAME;
	}

	@Override
	public @Nullable Refusal line(byte[] octets, int from, int to, int base) {
		return this.line.read(octets, from, to, base);
	}

	@Override
	public @Nullable Refusal field(FieldName name, byte[] octets, int from, int to, int base) {
		return switch (name) {
			case HOST -> host(octets, from, to, base);
			case CONTENT_LENGTH -> this.body.contentLength(octets, from, to);
			case TRANSFER_ENCODING -> transferEncoding(octets, from, to);
			case CONNECTION -> this.hop.connection(octets, from, to);
			case EXPECT -> expect(octets, from, to);
			case UPGRADE -> {
				this.hop.upgrade(octets, from, to);
				yield null;
			}
			case X_REQUEST_ID -> {
				this.named |= !this.nameSeen && to > from;
				this.nameSeen = true;
				yield null;
			}
			case TE -> {
				this.hop.te(octets, from, to);
				yield null;
			}
			default -> null;
		};
	}

	private @Nullable Refusal host(byte[] octets, int from, int to, int base) {
		if (hasHost()) {
			return Refusal.HOST_REPEATED;
		}
		this.hostStart = base + from;
		this.hostEnd = base + to;
		return HostRule.isValid(octets, from, to) ? null : Refusal.HOST_INVALID;
	}

	private @Nullable Refusal transferEncoding(byte[] octets, int from, int to) {
		return this.line.http10 ? Refusal.CODING_IN_HTTP10 : this.body.transferEncoding(octets, from, to);
	}

	private @Nullable Refusal expect(byte[] octets, int from, int to) {
		if (!Octets.equal(octets, from, to, CONTINUE)) {
			return Refusal.EXPECTATION;
		}
		this.expect = true;
		return null;
	}

	@Override
	public @Nullable Refusal end(ByteBuf in) {
		if (this.body.isChunked() && this.body.hasLength()) {
			return Refusal.CODING_WITH_LENGTH;
		}
		if (!hasHost() && !this.line.http10) {
			return Refusal.HOST_MISSING;
		}
		if (this.line.isAbsolute() && hasHost() && !isSameHost(in)) {
			return Refusal.HOST_DISAGREES;
		}
		if (this.line.method == Method.TRACE && hasBody()) {
			return Refusal.TRACE_WITH_BODY;
		}
		return null;
	}

	/**
	 * Whether {@code Host} is what the target says, as RFC 9112, section 3.2.2, demands
	 * of clients. An intermediary may prefer the target; where the two differ, the next
	 * reader may not, so that a difference is refused.
	 */
	private boolean isSameHost(ByteBuf in) {
		int length = this.line.pathStart - this.line.authorityStart;
		if (length != this.hostEnd - this.hostStart) {
			return false;
		}
		int authority = in.readerIndex() + this.line.authorityStart;
		int host = in.readerIndex() + this.hostStart;
		for (int i = 0; i < length; i++) {
			if (Character.toLowerCase(in.getByte(authority + i)) != Character.toLowerCase(in.getByte(host + i))) {
				return false;
			}
		}
		return true;
	}

}
