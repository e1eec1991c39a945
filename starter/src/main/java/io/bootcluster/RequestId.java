package io.bootcluster;

import org.jspecify.annotations.Nullable;

/**
 * Which {@code X-Request-Id} names its request in logs and answers of ours: one rule for
 * both sides of the cluster. Whatever it is, the application gets it as it came.
 */
public final class RequestId {

	/**
	 * Most characters that an id has.
	 */
	public static final int LONGEST = 200;

	private RequestId() {
	}

	/**
	 * Return the id that a field is.
	 * @param field the value of the request's first such field, or {@code null} if it has
	 * none
	 * @return the id, visible ASCII, or empty if that is none
	 */
	public static String of(@Nullable String field) {
		if (field == null || field.length() > LONGEST) {
			return "";
		}
		for (int index = 0; index < field.length(); index++) {
			if (field.charAt(index) <= ' ' || field.charAt(index) > '~') {
				return "";
			}
		}
		return field;
	}

}
