package io.bootcluster.primary.dispatch.http;

import java.util.Arrays;

/**
 * Where each field line of a head is and which field it is. Offsets count from the head's
 * first byte.
 */
final class FieldTable {

	private static final int INITIAL = 24;

	private int[] starts = new int[INITIAL];

	private int[] nameEnds = new int[INITIAL];

	private FieldName[] names = new FieldName[INITIAL];

	private int count;

	private int end;

	void clear() {
		this.count = 0;
		this.end = 0;
	}

	void add(int start, int end, FieldName name, int nameEnd) {
		if (this.count == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * this.count);
			this.nameEnds = Arrays.copyOf(this.nameEnds, 2 * this.count);
			this.names = Arrays.copyOf(this.names, 2 * this.count);
		}
		this.starts[this.count] = start;
		this.nameEnds[this.count] = nameEnd;
		this.names[this.count] = name;
		this.count++;
		this.end = end;
	}

	int count() {
		return this.count;
	}

	int start(int index) {
		return this.starts[index];
	}

	int end(int index) {
		return (index + 1 < this.count) ? this.starts[index + 1] : this.end;
	}

	FieldName name(int index) {
		return this.names[index];
	}

	int nameEnd(int index) {
		return this.nameEnds[index];
	}

}
