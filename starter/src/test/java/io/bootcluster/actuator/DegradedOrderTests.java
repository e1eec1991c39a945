package io.bootcluster.actuator;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.SimpleStatusAggregator;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DegradedOrder}.
 */
class DegradedOrderTests {

	private static final Status DEGRADED = ClusterHealthIndicator.DEGRADED;

	private final StatusAggregator order = new DegradedOrder(StatusAggregator.getDefault());

	@Test
	void degradedIsWorseThanUpAndUnknown() {
		assertThat(this.order.getAggregateStatus(Status.UP, DEGRADED)).isEqualTo(DEGRADED);
		assertThat(this.order.getAggregateStatus(Status.UNKNOWN, DEGRADED)).isEqualTo(DEGRADED);
		assertThat(this.order.getAggregateStatus(DEGRADED)).isEqualTo(DEGRADED);
	}

	@Test
	void degradedIsBetterThanTheRest() {
		assertThat(this.order.getAggregateStatus(Status.UP, DEGRADED, Status.DOWN)).isEqualTo(Status.DOWN);
		assertThat(this.order.getAggregateStatus(DEGRADED, Status.OUT_OF_SERVICE)).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void orderOfTheApplicationThatHasItCounts() {
		StatusAggregator own = new DegradedOrder(new SimpleStatusAggregator("DOWN", "UP", "DEGRADED"));
		assertThat(own.getAggregateStatus(Status.UP, DEGRADED)).isEqualTo(Status.UP);
	}

	@Test
	void orderWithoutItIsAsItWas() {
		assertThat(this.order.getAggregateStatus(Status.UP, Status.UNKNOWN)).isEqualTo(Status.UP);
		assertThat(this.order.getAggregateStatus(Status.UP, Status.DOWN)).isEqualTo(Status.DOWN);
	}

}
