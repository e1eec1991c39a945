package io.bootcluster.primary.dispatch.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * What each octet may be part of, as lookup tables, and comparisons without case.
 */
final class Octets {

	static final byte CR = '\r';

	static final byte LF = '\n';

	static final byte SP = ' ';

	static final byte TAB = '\t';

	/**
	 * A token: RFC 9110, section 5.6.2.
	 */
	static final int TOKEN = 1;

	/**
	 * A field's value, blanks within it included: RFC 9110, section 5.5.
	 */
	static final int VALUE = 1 << 1;

	/**
	 * A request target. Any visible ASCII but the fragment's mark: what else RFC 3986
	 * forbids bounds nothing here, and whether to relax it is the application's setting.
	 */
	static final int TARGET = 1 << 2;

	/**
	 * A method that some standard could register.
	 */
	static final int METHOD = 1 << 3;

	/**
	 * A host's name: RFC 3986's unreserved characters alone.
	 */
	static final int HOST = 1 << 4;

	/**
	 * What a path must contain for it to name {@code .bootcluster}.
	 */
	static final int PATH_MARK = 1 << 5;

	/**
	 * One in each of eight octets.
	 */
	private static final long ALL = 0x0101010101010101L;

	private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final byte[] CLASSES = new byte[256];

	private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>();

	private static final int SMALLEST_SCRATCH = 8192;

	static {
		for (int octet = 0; octet < CLASSES.length; octet++) {
			CLASSES[octet] = (byte) classify(octet);
		}
	}

	private Octets() {
	}

	private static int classify(int octet) {
		boolean visible = octet > ' ' && octet < 0x7f;
		boolean upper = (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9');
		boolean letterOrDigit = upper || (octet >= 'a' && octet <= 'z');
		int classes = 0;
		classes |= (letterOrDigit || "!#$%&'*+-.^_`|~".indexOf(octet) >= 0) ? TOKEN : 0;
		classes |= (visible || octet == SP || octet == TAB || octet >= 0x80) ? VALUE : 0;
		classes |= (visible && octet != '#') ? TARGET : 0;
		classes |= (upper || octet == '-' || octet == '_') ? METHOD : 0;
		classes |= (letterOrDigit || "-._~".indexOf(octet) >= 0) ? HOST : 0;
		classes |= (octet == '.' || octet == '%') ? PATH_MARK : 0;
		return classes;
	}

	static boolean is(byte octet, int octetClass) {
		return (CLASSES[octet & 0xff] & octetClass) != 0;
	}

	static int classes(byte octet) {
		return CLASSES[octet & 0xff];
	}

	/**
	 * Pass over visible ASCII and blanks eight at a time, as far as that goes: a shortcut
	 * ahead of a look at each octet, for it may stop early.
	 * @return the index of an octet that was not looked at or is something else
	 */
	static int afterPrintable(byte[] octets, int from, int to) {
		int index = from;
		while (index + Long.BYTES <= to) {
			long eight = (long) EIGHT.get(octets, index);
			// A top bit is left where an octet is below the blank, is DEL, or is not
			// ASCII.
			if (((eight - ALL * SP | eight + ALL | eight) & ALL << 7) != 0) {
				return index;
			}
			index += Long.BYTES;
		}
		return index;
	}

	static boolean isBlank(byte octet) {
		return octet == SP || octet == TAB;
	}

	static boolean isDigit(byte octet) {
		return octet >= '0' && octet <= '9';
	}

	/**
	 * Return a hexadecimal digit's value.
	 * @return 0 to 15, or -1
	 */
	static int hex(byte octet) {
		if (isDigit(octet)) {
			return octet - '0';
		}
		int lower = octet | 0x20;
		return (lower >= 'a' && lower <= 'f') ? lower - 'a' + 10 : -1;
	}

	/**
	 * Compare without case.
	 * @param lower letters in lower case, digits and hyphens only
	 * @return whether the octets from the index on are those
	 */
	static boolean matches(byte[] octets, int from, byte[] lower) {
		for (int i = 0; i < lower.length; i++) {
			if ((octets[from + i] | 0x20) != lower[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Compare a whole range without case.
	 */
	static boolean equal(byte[] octets, int from, int to, byte[] lower) {
		return to - from == lower.length && matches(octets, from, lower);
	}

	/**
	 * Return this thread's scratch memory, so that a scan works on an array and no
	 * connection owns one. What is in it lasts until the next call.
	 */
	static byte[] scratch(int size) {
		byte[] scratch = SCRATCH.get();
		if (scratch == null || scratch.length < size) {
			scratch = new byte[Math.max(SMALLEST_SCRATCH, size)];
			SCRATCH.set(scratch);
		}
		return scratch;
	}

}
