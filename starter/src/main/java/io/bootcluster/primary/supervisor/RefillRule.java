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
		long starting = crew.lives().stream().filter((life) -> life.isStarting(crew.now())).count();
		if (starting >= (crew.isPiloting() ? 1 : crew.settings().startsAtOnce())) {
			return null;
		}
		for (Slot slot : crew.slots()) {
			if (slot.wanted && slot.isEmpty() && crew.now().reached(slot.notBefore)) {
				return new Deed.Launch(slot, crew.releaseFor(slot));
			}
		}
		return null;
	}

}
