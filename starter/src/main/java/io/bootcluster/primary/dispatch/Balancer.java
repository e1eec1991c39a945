package io.bootcluster.primary.dispatch;

/**
 * Picks one of the workers that can take a request. Confined to one event loop.
 */
interface Balancer {

	/**
	 * Pick a worker.
	 * @param candidates the workers, in a stable order
	 * @param count how many there are, 1 or more
	 * @return one of them
	 */
	Backend pick(Backend[] candidates, int count);

	static Balancer of(Policy policy) {
		return switch (policy) {
			case LEAST_BUSY -> new LeastBusy();
			case ROUND_ROBIN -> new InTurn();
		};
	}

	/**
	 * Picks each in turn.
	 */
	final class InTurn implements Balancer {

		private int turn;

		@Override
		public Backend pick(Backend[] candidates, int count) {
			this.turn = (this.turn + 1 < count) ? this.turn + 1 : 0;
			return candidates[this.turn];
		}

	}

	/**
	 * Picks the one with the fewest requests on all event loops, equals in turn.
	 */
	final class LeastBusy implements Balancer {

		private int turn;

		@Override
		public Backend pick(Backend[] candidates, int count) {
			this.turn = (this.turn + 1 < count) ? this.turn + 1 : 0;
			int position = this.turn;
			int picked = position;
			int fewest = candidates[position].inFlight();
			for (int i = 1; i < count && fewest > 0; i++) {
				position = (position + 1 < count) ? position + 1 : 0;
				int busy = candidates[position].inFlight();
				if (busy < fewest) {
					fewest = busy;
					picked = position;
				}
			}
			return candidates[picked];
		}

	}

}
