package io.bootcluster.primary.supervisor;

/**
 * More workers are wanted than memory has room for.
 */
public final class TooManyWorkersException extends IllegalArgumentException {

	private final int most;

	TooManyWorkersException(int wanted, SupervisorSettings.Size size) {
		super(wanted + " workers do not fit, at most " + size.most() + " do: " + size.figures());
		this.most = size.most();
	}

	/**
	 * Return how many would fit.
	 * @return the number, 1 or more
	 */
	public int most() {
		return this.most;
	}

}
