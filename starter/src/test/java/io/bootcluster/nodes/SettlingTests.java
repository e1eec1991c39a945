package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.bootcluster.NodesView.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nodes look like is passed on once it has stayed so.
 */
class SettlingTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Settling settling = new Settling(Duration.ofMillis(500), Duration.ofSeconds(5), null);

	@Test
	void firstSetIsPassedOnAtOnce() {
		assertThat(see(0, "a", "b")).containsExactly("a", "b");
	}

	@Test
	void changeIsPassedOnAfterTheQuietPeriod() {
		see(0, "a");
		assertThat(see(SECOND, "a", "b")).containsExactly("a");
		assertThat(this.settling.nanosLeft(SECOND)).isEqualTo(SECOND / 2);
		assertThat(see(SECOND + SECOND / 2, "a", "b")).containsExactly("a", "b");
		assertThat(this.settling.nanosLeft(2 * SECOND)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void changeThatIsUndoneIsNotPassedOn() {
		see(0, "a", "b");
		see(SECOND, "a");
		assertThat(see(SECOND + SECOND / 4, "a", "b")).containsExactly("a", "b");
		assertThat(this.settling.nanosLeft(SECOND)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void changesWithoutEndArePassedOnAfterFourQuietPeriods() {
		see(0, "a");
		long at = SECOND;
		for (int i = 0; i < 9; i++, at += SECOND / 4) {
			assertThat(see(at, "a", "b" + i)).as("at %d ms", at / 1_000_000).hasSize((i < 8) ? 1 : 2);
		}
	}

	@Test
	void loadIsNoChange() {
		see(0, "a");
		this.settling.saw(List.of(node("a", 7)), SECOND);
		assertThat(this.settling.settle(SECOND)).extracting(Node::inFlight).containsExactly(7);
	}

	@Test
	void nobodyIsMissedWhileNodesHaveTimeToRegisterAgain() {
		see(0, "a", "b");
		this.settling.forgive(SECOND);
		assertThat(see(SECOND, "a")).containsExactly("a", "b");
		assertThat(see(5 * SECOND, "a")).containsExactly("a", "b");
		see(6 * SECOND, "a");
		assertThat(see(7 * SECOND, "a")).containsExactly("a");
	}

	@Test
	void knownSetStaysUntilItHasChanged() {
		Settling next = new Settling(Duration.ofMillis(500), Duration.ofSeconds(5),
				List.of(node("a", 0), node("b", 0)));
		next.saw(List.of(node("a", 0)), 0);
		assertThat(next.settle(0)).hasSize(2);
	}

	private List<String> see(long now, String... ids) {
		this.settling.saw(Arrays.stream(ids).map((id) -> node(id, 0)).toList(), now);
		return this.settling.settle(now).stream().map(Node::id).toList();
	}

	private static Node node(String id, int inFlight) {
		return new Node(id, id + ":80", "serving", 2, "r1", inFlight, Instant.EPOCH);
	}

}
