package io.bootcluster.primary.postmortem;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.bootcluster.ClusterView;
import io.bootcluster.Traffic;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import io.bootcluster.control.ReadableJson;

/**
 * Gathers what the primary itself knows of a worker: its last beats, the requests that it
 * has, and the picture of the whole node. Confined to the supervisor's thread.
 */
public final class Evidence {

	/**
	 * Those of ten seconds.
	 */
	private static final int BEATS = 40;

	private final Map<WorkerId, Deque<String>> beats = new HashMap<>();

	private final Traffic traffic;

	private final Supplier<ClusterView> view;

	/**
	 * Begin to gather.
	 * @param traffic knows which requests a worker has
	 * @param view draws the picture of the node
	 */
	public Evidence(Traffic traffic, Supplier<ClusterView> view) {
		this.traffic = traffic;
		this.view = view;
	}

	/**
	 * Take note of a beat.
	 * @param worker the worker
	 * @param beat what it said
	 */
	public void beat(WorkerId worker, Message.Beat beat) {
		Deque<String> last = this.beats.computeIfAbsent(worker, (unheard) -> new ArrayDeque<>(BEATS));
		if (last.size() == BEATS) {
			last.removeFirst();
		}
		last.addLast(Instant.now() + " " + beat);
	}

	/**
	 * Forget everybody else.
	 * @param workers who is alive
	 */
	public void retain(Set<WorkerId> workers) {
		this.beats.keySet().retainAll(workers);
	}

	/**
	 * Return what there is of a worker at this moment.
	 * @param worker the worker
	 * @return one exhibit for each kind
	 */
	public List<Subject.Exhibit> of(WorkerId worker) {
		String heard = String.join("\n", this.beats.getOrDefault(worker, new ArrayDeque<>()));
		return List.of(new Subject.Exhibit("requests.txt", this.traffic.inFlight(worker).thenApply(Evidence::describe)),
				new Subject.Exhibit("beats.txt", CompletableFuture.completedStage(heard)), new Subject.Exhibit(
						"view.json", CompletableFuture.completedStage(this.view.get()).thenApply(ReadableJson::of)));
	}

	private static String describe(List<Traffic.InFlight> requests) {
		return requests.stream()
			.map((request) -> String.format(Locale.ROOT, "%8.3f s  %s %s", request.age().toMillis() / 1000.0,
					request.method(), request.path()))
			.collect(Collectors.joining("\n", requests.size() + " requests in flight, oldest first\n", ""));
	}

}
