package io.bootcluster.primary.release;

import java.util.List;

import io.bootcluster.primary.release.KeepRule.Kept;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeepRule}.
 */
class KeepRuleTests {

	private static final Kept OLD = new Kept("old", 10, 1, false);

	private static final Kept MIDDLE = new Kept("middle", 10, 2, false);

	private static final Kept NEW = new Kept("new", 10, 3, false);

	@Test
	void dropWhenThereAreNotTooManyDropsNothing() {
		assertThat(new KeepRule(3, 30).drop(List.of(NEW, OLD, MIDDLE))).isEmpty();
	}

	@Test
	void dropWhenThereAreTooManyDropsTheOldest() {
		assertThat(new KeepRule(2, 1000).drop(List.of(NEW, OLD, MIDDLE))).containsExactly(OLD);
	}

	@Test
	void dropWhenTheyAreTooLargeDropsUntilTheyFit() {
		assertThat(new KeepRule(10, 15).drop(List.of(NEW, OLD, MIDDLE))).containsExactly(OLD, MIDDLE);
	}

	@Test
	void dropWhenOneIsNeededPassesOverIt() {
		Kept needed = new Kept("needed", 100, 0, true);
		assertThat(new KeepRule(2, 50).drop(List.of(NEW, needed, OLD))).containsExactly(OLD, NEW);
		assertThat(new KeepRule(1, 1).drop(List.of(needed))).isEmpty();
	}

}
