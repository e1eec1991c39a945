package io.bootcluster.primary.telemetry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.bootcluster.ClusterView.Worker;

/**
 * Has it told once that lives in a slot fail again and again, not by each of them: the
 * loop has ended where a life there ends and is merely gone, or the slot is. Confined to
 * the telemetry's thread.
 */
final class CrashLoops {

	private final Set<Integer> told = new HashSet<>();

	/**
	 * Leave out what is no news.
	 * @param all what happened
	 * @param now the workers
	 * @return the same without the loops that were told before
	 */
	List<Happening> news(List<Happening> all, List<Worker> now) {
		this.told.retainAll(now.stream()
			.filter((worker) -> !worker.state().equals("gone"))
			.map(Worker::slot)
			.collect(Collectors.toSet()));
		return all.stream().filter((each) -> !each.name().equals("worker.errored") || isFirst(each.worker())).toList();
	}

	private boolean isFirst(String worker) {
		return this.told.add(Integer.parseInt(worker.substring(0, worker.indexOf('.'))));
	}

}
