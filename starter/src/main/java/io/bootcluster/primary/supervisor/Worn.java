package io.bootcluster.primary.supervisor;

/**
 * Why a healthy worker is recycled.
 *
 * @param limit which limit it has reached
 * @param why what it has used up, for people
 */
record Worn(Limit limit, String why) {

	/**
	 * What a life can use up.
	 */
	enum Limit {

		/**
		 * A share of the largest heap.
		 */
		HEAP("heap-share"),

		/**
		 * Resident memory.
		 */
		MEMORY("max-memory"),

		/**
		 * A number of requests.
		 */
		REQUESTS("max-requests"),

		/**
		 * A time of service.
		 */
		AGE("max-age");

		private final String setting;

		Limit(String setting) {
			this.setting = setting;
		}

		/**
		 * Return whether a fresh life may be no better, so that replacing would never
		 * end.
		 */
		boolean isGuarded() {
			return this == HEAP || this == MEMORY;
		}

		/**
		 * The property that sets it.
		 */
		@Override
		public String toString() {
			return "bootcluster.recycle." + this.setting;
		}

	}

}
