package io.bootcluster.primary.dispatch;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyPace}.
 */
class BodyPaceTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final int RATE = 240;

	private final BodyPace pace = new BodyPace(Duration.ofSeconds(10), RATE);

	@BeforeEach
	void begin() {
		this.pace.begin();
	}

	@Test
	void leftWhenNothingArrivesIsTheGrace() {
		this.pace.turn(true, 0);
		assertThat(this.pace.left(4 * SECOND)).isEqualTo(6 * SECOND);
		assertThat(this.pace.left(11 * SECOND)).isEqualTo(-SECOND);
	}

	@Test
	void leftWhenOctetsArriveGrowsByWhatTheyMayTake() {
		this.pace.turn(true, 0);
		this.pace.took(5 * RATE);
		assertThat(this.pace.left(15 * SECOND)).isZero();
	}

	@Test
	void leftWhenTheClientMustWaitDoesNotShrink() {
		this.pace.turn(true, 0);
		this.pace.turn(false, 3 * SECOND);
		assertThat(this.pace.left(100 * SECOND)).isEqualTo(BodyPace.ENDLESS);
		this.pace.turn(true, 100 * SECOND);
		assertThat(this.pace.left(107 * SECOND)).isZero();
	}

	@Test
	void leftBeforeItsFirstTurnIsEndless() {
		assertThat(this.pace.left(100 * SECOND)).isEqualTo(BodyPace.ENDLESS);
	}

	@Test
	void turnWhenItIsStillTheClientsDoesNotRenewTheGrace() {
		for (int second = 0; second <= 10; second++) {
			this.pace.turn(true, second * SECOND);
		}
		assertThat(this.pace.left(10 * SECOND)).isZero();
	}

	@Test
	void beginWhenThereWasABodyBeforeForgetsIt() {
		this.pace.turn(true, 0);
		this.pace.took(1000 * RATE);
		this.pace.turn(true, 9 * SECOND);
		this.pace.begin();
		this.pace.turn(true, 50 * SECOND);
		assertThat(this.pace.left(50 * SECOND)).isEqualTo(10 * SECOND);
	}

	@Test
	void leftWhenThereIsNoRateIsEndless() {
		BodyPace any = new BodyPace(Duration.ofSeconds(10), 0);
		any.begin();
		any.turn(true, 0);
		any.took(1);
		assertThat(any.left(1000 * SECOND)).isEqualTo(BodyPace.ENDLESS);
	}

	@Test
	void tookWhenABodyIsHugeNeverOverflows() {
		BodyPace slow = new BodyPace(Duration.ofDays(10_000), 1);
		slow.begin();
		slow.turn(true, 0);
		for (int i = 0; i < 10; i++) {
			slow.took(Integer.MAX_VALUE);
		}
		assertThat(slow.left(SECOND)).isEqualTo(BodyPace.ENDLESS - SECOND);
	}

}
