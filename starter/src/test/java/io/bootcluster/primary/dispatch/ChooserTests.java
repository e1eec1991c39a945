package io.bootcluster.primary.dispatch;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.bootcluster.CloseReason;
import io.bootcluster.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chooser} and the policies of {@link Balancer}.
 */
class ChooserTests {

	private static final long NOW = 42;

	private final Backend first = backend(1);

	private final Backend second = backend(2);

	private final Backend third = backend(3);

	private final Chooser chooser = new Chooser(Balancer.of(Policy.LEAST_BUSY));

	private BackendSet set = BackendSet.EMPTY;

	private static Backend backend(int slot) {
		return new Backend(new WorkerId(slot, 1), new Backend.Targets(new InetSocketAddress(slot), null),
				new Backend.Tallies(new SlotTimings(slot, "r1"), new LongAdder()));
	}

	private void all(@Nullable CloseReason... gates) {
		List<Backend> backends = List.of(this.first, this.second, this.third);
		this.set = BackendSet.EMPTY;
		for (int i = 0; i < gates.length; i++) {
			this.set = this.set.with(backends.get(i), gates[i]);
		}
	}

	private @Nullable Backend choose(Backend... tried) {
		return this.chooser.choose(this.set, Door.MAIN, List.of(tried), NOW);
	}

	private List<@Nullable Backend> choices(int count) {
		List<@Nullable Backend> choices = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			choices.add(choose());
		}
		return choices;
	}

	@Test
	void chooseWhenNobodyIsKnownIsNobody() {
		assertThat(choose()).isNull();
		assertThat(Chooser.isExhausted(this.set, List.of(this.first))).isFalse();
	}

	@Test
	void chooseWhenEquallyBusyTakesTurns() {
		all(null, null, null);
		assertThat(choices(3)).containsExactlyInAnyOrder(this.first, this.second, this.third);
		this.first.began();
		this.second.began();
		this.third.began();
		assertThat(choices(6)).contains(this.first, this.second, this.third);
	}

	@Test
	void chooseWhenOneIsLessBusyTakesIt() {
		all(null, null, null);
		this.first.began();
		this.third.began();
		assertThat(choices(5)).containsOnly(this.second);
	}

	@Test
	void chooseWhenRoundRobinIgnoresHowBusy() {
		all(null, null);
		this.first.began();
		Chooser inTurn = new Chooser(Balancer.of(Policy.ROUND_ROBIN));
		assertThat(inTurn.choose(this.set, Door.MAIN, List.of(), NOW))
			.isNotEqualTo(inTurn.choose(this.set, Door.MAIN, List.of(), NOW));
	}

	@Test
	void chooseWhenGatesAreClosedByOrderObeys() {
		all(CloseReason.OPERATOR, CloseReason.PAUSED, CloseReason.DRAINING);
		assertThat(choose()).isNull();
		assertThat(choose(this.first)).isNull();
	}

	@Test
	void chooseWhenOneIsUnreadyPassesOverIt() {
		all(CloseReason.UNREADY, null);
		assertThat(choices(4)).containsOnly(this.second);
	}

	@Test
	void chooseWhenAllAreUnreadyAsksThemAnyway() {
		all(CloseReason.UNREADY, CloseReason.UNREADY, CloseReason.OPERATOR);
		assertThat(choices(4)).contains(this.first, this.second).doesNotContain(this.third);
	}

	@Test
	void chooseWhenFewerThanHalfAreUnansweredPassesOverThem() {
		all(CloseReason.UNANSWERED, null, null);
		assertThat(choices(6)).doesNotContain(this.first);
	}

	@Test
	void chooseWhenHalfAreDoubtedPassesOverThem() {
		all(CloseReason.UNANSWERED, null);
		assertThat(choices(6)).containsOnly(this.second);
	}

	@Test
	void chooseWhenMoreThanHalfAreDoubtedPanics() {
		all(CloseReason.UNANSWERED, null, null);
		this.second.ejection().refused(NOW);
		assertThat(choices(6)).contains(this.first, this.second, this.third);
	}

	@Test
	void chooseWhenOnlyWorkerIsEjectedPanics() {
		all(CloseReason.OPERATOR, null);
		this.second.ejection().refused(NOW);
		assertThat(choose()).isEqualTo(this.second);
	}

	@Test
	void chooseWhenTriedNeverTakesTheSameAgain() {
		all(null, null);
		assertThat(choose(this.first)).isEqualTo(this.second);
		assertThat(choose(this.first, this.second)).isNull();
		assertThat(Chooser.isExhausted(this.set, List.of(this.first, this.second))).isTrue();
	}

	@Test
	void chooseWhenTriedRatherTakesADoubtedOneThanNone() {
		all(null, null, CloseReason.UNANSWERED);
		assertThat(choose(this.first, this.second)).isEqualTo(this.third);
	}

	@Test
	void chooseWhenWorkerHasNoManagementListenerIsNobody() {
		all((CloseReason) null);
		assertThat(this.chooser.choose(this.set, Door.MANAGEMENT, List.of(), NOW)).isNull();
	}

}
