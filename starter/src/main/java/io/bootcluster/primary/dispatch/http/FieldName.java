package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The fields that mean something to a hop; all others are {@link #OTHER} and pass.
 */
enum FieldName {

	HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TE, TRAILER, UPGRADE, EXPECT,
	HTTP2_SETTINGS,

	/**
	 * Passed as it is; made where it is missing or empty.
	 */
	X_REQUEST_ID,

	/**
	 * The one field of ours that clients may see: which worker answered.
	 */
	BOOTCLUSTER_WORKER,

	/**
	 * Any other field whose name begins with {@code Bootcluster-}.
	 */
	PRIVATE,

	OTHER;

	private static final byte[] PRIVATE_PREFIX = "bootcluster-".getBytes(StandardCharsets.US_ASCII);

	private static final FieldName[][] BY_LENGTH = new FieldName[BOOTCLUSTER_WORKER.lower.length + 1][];

	static {
		for (int length = 0; length < BY_LENGTH.length; length++) {
			int wanted = length;
			BY_LENGTH[length] = Arrays.stream(values())
				.filter((name) -> name.compareTo(PRIVATE) < 0 && name.lower.length == wanted)
				.toArray(FieldName[]::new);
		}
	}

	@SuppressWarnings("ImmutableEnumChecker") // never written, and read for every field
	private final byte[] lower = name().toLowerCase(Locale.ROOT).replace('_', '-').getBytes(StandardCharsets.US_ASCII);

	/**
	 * Recognise a name.
	 * @param octets where it is
	 * @param from its first octet
	 * @param to behind its last octet; there is at least one
	 * @return the name
	 */
	static FieldName of(byte[] octets, int from, int to) {
		int length = to - from;
		int first = octets[from] | 0x20;
		if (length < BY_LENGTH.length) {
			for (FieldName candidate : BY_LENGTH[length]) {
				if (candidate.lower[0] == first && Octets.matches(octets, from, candidate.lower)) {
					return candidate;
				}
			}
		}
		if (first == 'b' && length >= PRIVATE_PREFIX.length && Octets.matches(octets, from, PRIVATE_PREFIX)) {
			return PRIVATE;
		}
		return OTHER;
	}

	/**
	 * Return this name's place in a set of names.
	 */
	@SuppressWarnings("EnumOrdinal") // lasts no longer than this process
	int bit() {
		return 1 << ordinal();
	}

}
