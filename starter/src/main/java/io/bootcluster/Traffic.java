package io.bootcluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What the dispatcher has carried, as an immutable snapshot. Implemented by the
 * dispatcher; safe from any thread.
 */
public interface Traffic {

	/**
	 * Return the counts as they are now.
	 * @return an immutable snapshot
	 */
	Snapshot snapshot();

	/**
	 * Return what was counted since the dispatcher opened, as far as it knows: roll-outs,
	 * restarts, probes and beats are others' to add.
	 * @return an immutable snapshot
	 */
	default Measures measures() {
		return Measures.NONE;
	}

	/**
	 * Return the requests that one worker has. Each event loop is asked for its own.
	 * @param worker the worker
	 * @return completes, never exceptionally, when all event loops have answered; the
	 * oldest request first
	 */
	CompletionStage<List<InFlight>> inFlight(WorkerId worker);

	/**
	 * Counts of the dispatcher since it opened.
	 *
	 * @param policy name of the balancing policy
	 * @param connections open client connections
	 * @param inFlight requests that a worker has
	 * @param held requests that wait because no worker can take them
	 * @param requests requests that were read whole enough to be routed
	 * @param retries further tries of requests whose worker failed
	 * @param failures requests that the dispatcher itself answered 502, 503 or 504
	 * @param backends counts of each worker that is known now
	 */
	record Snapshot(String policy, int connections, int inFlight, int held, long requests, long retries, long failures,
			Map<WorkerId, Backend> backends) {

		public Snapshot {
			backends = Map.copyOf(backends);
		}

	}

	/**
	 * Counts of one worker since its gate first opened.
	 *
	 * @param gate whether it gets requests and, if not, why; the only place that knows
	 * {@link GateState#EJECTED}
	 * @param inFlight requests that it has
	 * @param requests requests that it was given
	 * @param failures requests that it failed: refused, broken or missing answers
	 * @param errors answers with a status of 500 or above
	 */
	record Backend(GateState gate, int inFlight, long requests, long failures, long errors) {
	}

	/**
	 * A request that a worker has.
	 *
	 * @param method its method, or {@code ?} where that is not known any more
	 * @param path its path, without the query, which may hold secrets; or what is known
	 * instead, in brackets
	 * @param age how long ago it came
	 */
	record InFlight(String method, String path, Duration age) {
	}

}
