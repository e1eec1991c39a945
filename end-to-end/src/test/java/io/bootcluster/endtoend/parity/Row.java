package io.bootcluster.endtoend.parity;

import java.util.List;
import java.util.Set;

/**
 * One behaviour: what is sent, and what plain and clustered are to make of it.
 *
 * @param name what it is about
 * @param place where it is tried
 * @param steps what a client does on one connection
 * @param expected what comes of it
 */
record Row(String name, Place place, List<Step> steps, Expected expected) {

	/**
	 * Where a row is tried.
	 *
	 * @param setups the configurations
	 * @param management whether at the actuator's own port
	 */
	record Place(Set<Setup> setups, boolean management) {
	}

	/**
	 * What the two sides are to make of a row.
	 *
	 * @param plain how a plain application answers
	 * @param clustered how a clustered one does
	 * @param difference the lines in which they differ, with - for plain and + for
	 * clustered, where they are told; empty also if they do not differ
	 * @param why the reason for the difference, empty if they agree byte for byte
	 */
	record Expected(Outcome plain, Outcome clustered, List<String> difference, String why) {

		boolean isAgreed() {
			return this.why.isEmpty();
		}

	}

	/**
	 * What a client does next.
	 */
	sealed interface Step {

		/**
		 * Sends bytes.
		 *
		 * @param template the bytes, one a character, with what is filled in when sent
		 */
		record Send(String template) implements Step {
		}

		/**
		 * Reads one answer, interim or not.
		 */
		record Read() implements Step {
		}

		/**
		 * Shuts the sending side.
		 */
		record Half() implements Step {
		}

	}

	/**
	 * What comes of it.
	 *
	 * @param statuses the status of each answer, interim ones included
	 * @param end whether another request may follow
	 */
	record Outcome(List<Integer> statuses, End end) {

		@Override
		public String toString() {
			return this.statuses + " " + this.end;
		}

	}

	/**
	 * How a connection stands after the last answer.
	 */
	enum End {

		OPEN, CLOSED, SILENT, STRAY

	}

}
