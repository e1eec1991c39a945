package io.bootcluster;

import java.util.Locale;

/**
 * Whether a serving worker's gate is open to new requests and, if not, why.
 */
public enum GateState {

	/**
	 * New requests come in.
	 */
	OPEN,

	/**
	 * The worker itself said that it is not ready.
	 */
	UNREADY,

	/**
	 * It missed a probe. Ignored when more than half would be closed for this or for
	 * being ejected (panic rule).
	 */
	UNANSWERED,

	/**
	 * The dispatcher stopped routing to it for a while because of what its answers show.
	 */
	EJECTED,

	/**
	 * Closed by the cluster for a moment, such as during a roll-out.
	 */
	PAUSED,

	/**
	 * Closed by an operator's {@code drain}, opened again by {@code resume}.
	 */
	OPERATOR;

	/**
	 * Return whether new requests come in.
	 * @return {@code true} if open
	 */
	public boolean isOpen() {
		return this == OPEN;
	}

	/**
	 * Return whether this is a guess about the worker, which panic may overrule, and not
	 * something that the worker or an operator said.
	 * @return {@code true} if the panic rule may ignore it
	 */
	public boolean isGuess() {
		return this == UNANSWERED || this == EJECTED;
	}

	/**
	 * The word in views and logs.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
