package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a head into lines as its bytes arrive and hands them to a judge. Only whole lines
 * are looked at, so that the outcome does not depend on how the bytes were cut.
 */
final class HeadScanner {

	private static final int BLOCK = 2048;

	private final HttpLimits limits;

	private final HeadJudge judge;

	/**
	 * Whether one empty line ahead is tolerated (RFC 9112, section 2.2).
	 */
	private final boolean blankAhead;

	private final FieldLine fieldLine = new FieldLine();

	private final FieldTable fields = new FieldTable();

	private Scan state = Scan.INCOMPLETE;

	private @Nullable Refusal refusal;

	/**
	 * Where the first line that was not judged yet begins.
	 */
	private int judged;

	/**
	 * How far no line's end was found.
	 */
	private int searched;

	private int firstLine;

	private boolean begun;

	private boolean firstLineSeen;

	HeadScanner(HttpLimits limits, HeadJudge judge, boolean blankAhead) {
		this.limits = limits;
		this.judge = judge;
		this.blankAhead = blankAhead;
	}

	void reset() {
		this.state = Scan.INCOMPLETE;
		this.refusal = null;
		this.judged = 0;
		this.searched = 0;
		this.firstLine = 0;
		this.begun = false;
		this.firstLineSeen = false;
		this.fields.clear();
	}

	FieldTable fields() {
		return this.fields;
	}

	@Nullable Refusal refusal() {
		return this.refusal;
	}

	boolean isBegun() {
		return this.begun;
	}

	/**
	 * Return where the first line begins: behind a tolerated empty line.
	 */
	int firstLine() {
		return this.firstLine;
	}

	/**
	 * Return where the head ends, once it is complete.
	 */
	int length() {
		return this.judged;
	}

	Scan scan(ByteBuf in) {
		int window = Math.min(in.readableBytes(), this.limits.head());
		if (this.state != Scan.INCOMPLETE || window <= this.searched) {
			return this.state;
		}
		int reader = in.readerIndex();
		if (!this.begun && !begins(in, reader, window)) {
			return this.state;
		}
		int lineEnd = in.indexOf(reader + this.searched, reader + window, Octets.LF);
		this.searched = window;
		if (lineEnd >= 0) {
			blocks(in, Math.max(BLOCK, lineEnd + 1 - reader - this.judged), window);
		}
		if (this.state == Scan.INCOMPLETE) {
			holdLimits(window);
		}
		return this.state;
	}

	/**
	 * Pass over an empty line ahead, and judge the first octet behind it.
	 */
	private boolean begins(ByteBuf in, int reader, int window) {
		if (this.blankAhead && this.firstLine == 0 && in.getByte(reader) == Octets.CR) {
			if (window < 2) {
				return false;
			}
			if (in.getByte(reader + 1) != Octets.LF) {
				this.begun = true;
				return passes(Refusal.LINE_END);
			}
			this.firstLine = 2;
			this.judged = 2;
			this.searched = 2;
		}
		if (window <= this.firstLine) {
			return false;
		}
		this.begun = true;
		return passes(this.judge.first(in.getByte(reader + this.firstLine)));
	}

	/**
	 * Judge what is there block by block, so that a body behind a small head is not
	 * copied with it. A block that ends within a line is tried again larger.
	 */
	private void blocks(ByteBuf in, int firstBlock, int window) {
		int block = firstBlock;
		int base;
		int size;
		do {
			base = this.judged;
			size = Math.min(block, window - base);
			byte[] octets = Octets.scratch(size);
			in.getBytes(in.readerIndex() + base, octets, 0, size);
			lines(in, octets, size, base);
			block *= 2;
		}
		while (this.state == Scan.INCOMPLETE && base + size < window);
	}

	private void lines(ByteBuf in, byte[] octets, int to, int base) {
		int from = 0;
		if (!this.firstLineSeen) {
			from = firstLine(octets, to, base);
			this.judged = base + from;
		}
		while (from < to && this.state == Scan.INCOMPLETE) {
			if (octets[from] == Octets.CR) {
				emptyLine(in, octets, from, to, base);
				return;
			}
			int next = this.fieldLine.read(octets, from, to);
			if (next < 0) {
				unread(octets, from, to, next);
				return;
			}
			field(octets, from, next, base);
			from = next;
			this.judged = base + from;
		}
	}

	/**
	 * Judge the first line, whose end is known to be there.
	 */
	private int firstLine(byte[] octets, int to, int base) {
		int end = 0;
		while (end < to && octets[end] != Octets.LF) {
			end++;
		}
		end++;
		this.firstLineSeen = true;
		if (end > this.limits.line()) {
			refuse(Refusal.TARGET_TOO_LONG);
		}
		else if (end < 2 || octets[end - 2] != Octets.CR) {
			refuse(Refusal.LINE_END);
		}
		else {
			passes(this.judge.line(octets, 0, end, base));
		}
		return end;
	}

	private void field(byte[] octets, int from, int next, int base) {
		FieldLine line = this.fieldLine;
		FieldName name = FieldName.of(octets, from, line.nameEnd);
		if (this.fields.count() == this.limits.fields()) {
			refuse(Refusal.TOO_MANY_FIELDS);
			return;
		}
		this.fields.add(base + from, base + next, name, base + line.nameEnd);
		if (name != FieldName.OTHER) {
			passes(this.judge.field(name, octets, line.valueStart, line.valueEnd, base));
		}
	}

	private void emptyLine(ByteBuf in, byte[] octets, int from, int to, int base) {
		if (from + 1 == to) {
			return;
		}
		if (octets[from + 1] != Octets.LF) {
			unread(octets, from, to, FieldLine.WRONG);
			return;
		}
		this.judged = base + from + 2;
		if (passes(this.judge.end(in))) {
			this.state = Scan.COMPLETE;
		}
	}

	/**
	 * Refuse a line that cannot be read, but only once its end is there.
	 */
	private void unread(byte[] octets, int from, int to, int how) {
		if (how == FieldLine.PARTIAL) {
			return;
		}
		for (int index = from; index < to; index++) {
			if (octets[index] == Octets.LF) {
				Refusal why = this.fieldLine.refusal;
				refuse((octets[from] == Octets.CR || why == null) ? Refusal.LINE_END : why);
				return;
			}
		}
	}

	private void holdLimits(int window) {
		if (!this.firstLineSeen && window - this.judged >= this.limits.line()) {
			refuse(Refusal.TARGET_TOO_LONG);
		}
		else if (window >= this.limits.head()) {
			refuse(this.firstLineSeen ? Refusal.HEAD_TOO_LARGE : Refusal.TARGET_TOO_LONG);
		}
	}

	private boolean passes(@Nullable Refusal why) {
		if (why != null) {
			refuse(why);
		}
		return why == null;
	}

	private void refuse(Refusal why) {
		this.state = Scan.REFUSED;
		this.refusal = why;
	}

}
