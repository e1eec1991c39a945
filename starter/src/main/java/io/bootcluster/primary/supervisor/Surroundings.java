package io.bootcluster.primary.supervisor;

import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.bootcluster.Prober;
import io.bootcluster.Traffic;
import io.bootcluster.TrafficGate;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;

/**
 * What the supervisor acts upon.
 *
 * @param launcher starts processes
 * @param requests how requests reach workers
 * @param line says something down a worker's line; {@code false} if it has none
 * @param listener hears how lives go
 * @param time what time it is
 */
public record Surroundings(WorkerLauncher launcher, Requests requests, BiPredicate<WorkerId, Message.Down> line,
		LifeListener listener, Time time) {

	TrafficGate gate() {
		return this.requests.gate();
	}

	/**
	 * How requests reach workers, and what comes of them: the dispatcher's three sides.
	 *
	 * @param gate opens and closes workers to requests
	 * @param prober asks a worker something
	 * @param traffic counts what workers answered
	 */
	public record Requests(TrafficGate gate, Prober prober, Traffic traffic) {
	}

	/**
	 * Time for deadlines and time for people.
	 *
	 * @param nanos monotonic nanoseconds
	 * @param wall time of day
	 */
	public record Time(LongSupplier nanos, Supplier<Instant> wall) {

		/**
		 * Return the machine's time.
		 * @return the machine's time
		 */
		public static Time system() {
			return new Time(System::nanoTime, Instant::now);
		}

	}

}
