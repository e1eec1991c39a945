package io.bootcluster.primary.supervisor;

import io.bootcluster.Traffic;

/**
 * How many requests workers answered, and how many of those answers were server errors or
 * broken.
 *
 * @param answers all requests that have ended
 * @param errors those that ended badly, at most all
 */
record Tally(long answers, long errors) {

	static final Tally NONE = new Tally(0, 0);

	static Tally of(Traffic.Backend backend) {
		long answers = Math.max(backend.requests() - backend.inFlight(), 0);
		return new Tally(answers, Math.min(backend.errors() + backend.failures(), answers));
	}

	Tally plus(Tally other) {
		return new Tally(this.answers + other.answers, this.errors + other.errors);
	}

	Tally since(Tally earlier) {
		return new Tally(Math.max(this.answers - earlier.answers, 0), Math.max(this.errors - earlier.errors, 0));
	}

	/**
	 * Return by how much the share of errors is at least larger than another's: the lower
	 * end of Newcombe's interval for the difference of two proportions (his method 10,
	 * made of two Wilson score intervals), which holds for small counts and for shares
	 * near 0 and 1, too.
	 * @param other what to compare with
	 * @param certainty the quantile of the normal distribution: 1.645 errs in 5 % of all
	 * cases
	 * @return the difference of the shares that is beyond doubt, -1 to 1
	 */
	double exceeds(Tally other, double certainty) {
		double down = share() - wilson(certainty, -1);
		double up = other.wilson(certainty, 1) - other.share();
		return share() - other.share() - Math.sqrt(down * down + up * up);
	}

	private double share() {
		return (this.answers > 0) ? (double) this.errors / this.answers : 0;
	}

	private double wilson(double certainty, int side) {
		if (this.answers == 0) {
			return (side < 0) ? 0 : 1;
		}
		double n = this.answers;
		double square = certainty * certainty;
		double centre = share() + square / (2 * n);
		double spread = certainty * Math.sqrt(share() * (1 - share()) / n + square / (4 * n * n));
		return (centre + side * spread) / (1 + square / n);
	}

	@Override
	public String toString() {
		return this.errors + " of " + this.answers;
	}

}
