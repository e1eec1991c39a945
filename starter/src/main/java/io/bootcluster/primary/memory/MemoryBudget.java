package io.bootcluster.primary.memory;

import java.util.Optional;

import io.bootcluster.WrongSettingException;

import org.springframework.util.unit.DataSize;

/**
 * Decides how many workers run and how large their heaps may grow, so that all of them
 * and the primary fit: a JVM alone on a machine would take a quarter of it, each. Pure.
 *
 * @param workers number of workers, 1 or more
 * @param heap largest heap of each worker
 * @param most how many workers with such a heap fit; one more than there are, where a new
 * one can start beside the one that it replaces
 * @param figures why no more fit, for people
 * @param explanation how it came to this, for the log
 */
public record MemoryBudget(int workers, DataSize heap, int most, String figures, String explanation) {

	/**
	 * What the primary takes.
	 */
	static final long PRIMARY = mebibytes(130);

	/**
	 * What a worker takes besides its heap: classes, compiled code, threads, buffers.
	 */
	static final long NON_HEAP = mebibytes(130);

	/**
	 * Heap below which no room is kept for one more worker.
	 */
	static final long COMFORTABLE_HEAP = mebibytes(128);

	/**
	 * Heap below which a web application does not even start.
	 */
	static final long LEAST_HEAP = mebibytes(64);

	private static final int LEAST_AUTO = 2;

	private static final int MOST_AUTO = 4;

	/**
	 * Plan for what is asked and what is there.
	 * @param request settings and machine
	 * @return the plan
	 * @throws WrongSettingException if the workers that the settings name do not fit
	 */
	public static MemoryBudget plan(MemoryRequest request) {
		if (request.workers().number().isPresent()) {
			int workers = request.workers().number().getAsInt();
			return fit(request, workers, true).or(() -> fit(request, workers, false))
				.orElseThrow(() -> tooLarge(request, "bootcluster.workers", workers));
		}
		int most = Math.max(LEAST_AUTO, Math.min(MOST_AUTO, request.processors()));
		for (int workers = most; workers >= LEAST_AUTO; workers--) {
			Optional<MemoryBudget> budget = fit(request, workers, true);
			if (budget.isPresent()) {
				return budget.get();
			}
		}
		return fit(request, LEAST_AUTO, false).or(() -> fit(request, 1, true))
			.or(() -> fit(request, 1, false))
			.orElseThrow(() -> tooLarge(request, "bootcluster.worker.memory", 1));
	}

	private static Optional<MemoryBudget> fit(MemoryRequest request, int workers, boolean surge) {
		int lives = surge ? workers + 1 : workers;
		long share = share(request, lives);
		long heap = request.memory().heap().map(DataSize::toBytes).orElse(share);
		long least = request.memory().heap().isPresent() ? heap : (surge ? COMFORTABLE_HEAP : LEAST_HEAP);
		if (share < least) {
			return Optional.empty();
		}
		DataSize whole = DataSize.ofMegabytes(heap >> 20);
		return Optional.of(new MemoryBudget(workers, whole, (int) most(request, whole.toBytes()),
				figures(request, whole), explain(request, workers, heap, surge)));
	}

	private static String figures(MemoryRequest request, DataSize heap) {
		return ("each takes a heap of up to %d MiB and about %d MiB besides, the primary %d MiB, of nine tenths of %s;"
				+ " a lower bootcluster.worker.memory makes room for more")
			.formatted(heap.toMegabytes(), NON_HEAP >> 20, PRIMARY >> 20, request.limit());
	}

	private static long share(MemoryRequest request, int lives) {
		long usable = request.limit().size().toBytes() / 10 * 9;
		return (usable - PRIMARY - lives * NON_HEAP) / lives;
	}

	private static String explain(MemoryRequest request, int workers, long heap, boolean surge) {
		String count = request.workers().number().isPresent() ? "bootcluster.workers=" + workers
				: "bootcluster.workers=auto: " + request.processors() + " processors";
		return "heap of at most " + (heap >> 20) + " MiB each of " + request.limit() + " (" + count + ")"
				+ (surge ? "" : ", no room for one more: a reload stops the old worker first");
	}

	private static WrongSettingException tooLarge(MemoryRequest request, String property, int workers) {
		long heap = request.memory().heap().map(DataSize::toBytes).orElse(LEAST_HEAP);
		long needed = (PRIMARY + workers * (heap + NON_HEAP)) / 9 * 10;
		String value = property.endsWith("workers") ? request.workers().toString() : request.memory().toString();
		String reason = "%d worker%s with a heap of %d MiB and about %d MiB besides, and %d MiB for the primary, need a limit of %d MiB, but there are %s"
			.formatted(workers, (workers > 1) ? "s" : "", heap >> 20, NON_HEAP >> 20, PRIMARY >> 20, (needed >> 20) + 1,
					request.limit());
		return new WrongSettingException(property, value, reason, "Lower bootcluster.workers (most that fit: "
				+ most(request, heap) + "), lower bootcluster.worker.memory, or give the node more memory.");
	}

	private static long most(MemoryRequest request, long heap) {
		long usable = request.limit().size().toBytes() / 10 * 9 - PRIMARY;
		return Math.max(0, usable / (heap + NON_HEAP));
	}

	private static long mebibytes(long count) {
		return count << 20;
	}

}
