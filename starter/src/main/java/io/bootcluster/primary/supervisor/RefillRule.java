package io.bootcluster.primary.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * Fills empty slots: the very first worker alone, so that a wrong configuration is told
 * once, then as many at the same time as the machine bears.
 */
final class RefillRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		if (crew.isStopping()) {
			return null;
		}
		return crew.isPiloting() ? pilot(crew) : fill(crew);
	}

	/**
	 * Until one has shown that the application can start, the first slot alone is filled,
	 * and waits where it has to.
	 */
	private static @Nullable Deed pilot(Crew crew) {
		if (!crew.lives().isEmpty()) {
			return null;
		}
		Slot first = crew.slots().stream().filter((slot) -> slot.wanted).findFirst().orElseThrow();
		return isDue(crew, first) ? new Deed.Launch(first, crew.releaseFor(first)) : null;
	}

	private static @Nullable Deed fill(Crew crew) {
		long starting = crew.lives().stream().filter((life) -> life.isStarting(crew.now())).count();
		SupervisorSettings.Size size = crew.settings().size();
		if (starting >= size.startsAtOnce() || crew.lives().size() >= size.most()) {
			return null;
		}
		for (Slot slot : crew.slots()) {
			if (isDue(crew, slot)) {
				return new Deed.Launch(slot, crew.releaseFor(slot));
			}
		}
		return null;
	}

	/**
	 * While the first life of a release migrates for it, the others wait.
	 */
	private static boolean isDue(Crew crew, Slot slot) {
		return !crew.migrations().areUnderWay(crew.releaseFor(slot), crew) && slot.wanted && slot.isEmpty()
				&& crew.now().reached(slot.notBefore);
	}

}
