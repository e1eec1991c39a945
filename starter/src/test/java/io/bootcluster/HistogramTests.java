package io.bootcluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Counts in buckets add up, and tell quantiles.
 */
class HistogramTests {

	@Test
	void quantileWhenEmptyIsEmpty() {
		assertThat(Histogram.EMPTY.quantile(0.5)).isEmpty();
	}

	@Test
	void quantileLiesWithinItsBucketInProportion() {
		Histogram histogram = of(3, 100);
		assertThat(histogram.quantile(0.5).orElseThrow()).isEqualTo((0.001 + 0.0025) / 2, within(1e-9));
		assertThat(histogram.quantile(0).orElseThrow()).isEqualTo(0.001, within(1e-9));
		assertThat(histogram.quantile(1).orElseThrow()).isEqualTo(0.0025, within(1e-9));
	}

	@Test
	void quantileOfTheTailIsFoundAmongTheFew() {
		Histogram histogram = of(0, 980).plus(of(10, 20));
		assertThat(histogram.quantile(0.5).orElseThrow()).isLessThan(0.00025);
		assertThat(histogram.quantile(0.99).orElseThrow()).isEqualTo(0.375, within(1e-9));
	}

	@Test
	void quantileBeyondAllBoundsIsTheLargest() {
		assertThat(of(16, 1).quantile(0.5)).hasValue(30);
	}

	@Test
	void minusIsNowhereNegative() {
		Histogram more = of(1, 5).plus(of(2, 3));
		assertThat(more.minus(of(2, 1)).count()).isEqualTo(7);
		assertThat(of(1, 5).minus(more)).isEqualTo(Histogram.EMPTY);
	}

	@Test
	void otherNumberOfBucketsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Histogram(List.of(1L), 0));
	}

	private static Histogram of(int bucket, long count) {
		List<Long> buckets = new ArrayList<>(Collections.nCopies(Histogram.BOUNDS.size() + 1, 0L));
		buckets.set(bucket, count);
		return new Histogram(buckets, count);
	}

}
