package io.bootcluster.primary.dispatch.http;

/**
 * How far a scanner has come with the bytes it was shown.
 */
public enum Scan {

	/**
	 * Nothing is wrong so far, and more bytes are needed.
	 */
	INCOMPLETE,

	/**
	 * All of it is there and all of it is right.
	 */
	COMPLETE,

	/**
	 * It is malformed, ambiguous or too large, and no further byte can mend that.
	 */
	REFUSED

}
