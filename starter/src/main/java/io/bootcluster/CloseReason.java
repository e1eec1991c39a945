package io.bootcluster;

/**
 * Why the supervisor closes a worker's gate.
 */
public enum CloseReason {

	/**
	 * The worker said that it is not ready.
	 */
	UNREADY(GateState.UNREADY),

	/**
	 * The worker missed a probe.
	 */
	UNANSWERED(GateState.UNANSWERED),

	/**
	 * The cluster wants it out of the way for a moment.
	 */
	PAUSED(GateState.PAUSED),

	/**
	 * An operator asked for it.
	 */
	OPERATOR(GateState.OPERATOR),

	/**
	 * The worker is on its way out: it finishes what it has and never opens again.
	 */
	DRAINING(GateState.PAUSED),

	/**
	 * The process has ended: its connections are worthless, and the backend is forgotten.
	 */
	GONE(GateState.PAUSED);

	private final GateState gate;

	CloseReason(GateState gate) {
		this.gate = gate;
	}

	/**
	 * Return what the gate says while it is closed for this reason.
	 * @return the state to show
	 */
	public GateState gate() {
		return this.gate;
	}

	/**
	 * Return whether the worker is to be rid of what it has, too.
	 * @return {@code true} if connections without an end are asked to end
	 */
	public boolean isDrain() {
		return this == OPERATOR || this == DRAINING;
	}

	/**
	 * Return whether this gate never opens again.
	 * @return {@code true} for a life that is ending or has ended
	 */
	public boolean isFinal() {
		return this == DRAINING || this == GONE;
	}

}
