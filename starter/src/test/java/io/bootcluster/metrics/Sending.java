package io.bootcluster.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import org.jspecify.annotations.Nullable;

/**
 * Sends once a minute, what came since.
 */
final class Sending extends StepMeterRegistry {

	Sending(MockClock clock) {
		super(new StepRegistryConfig() {

			@Override
			public String prefix() {
				return "sending";
			}

			@Override
			public @Nullable String get(String key) {
				return null;
			}

		}, clock);
	}

	@Override
	protected void publish() {
	}

	@Override
	protected TimeUnit getBaseTimeUnit() {
		return TimeUnit.MILLISECONDS;
	}

}
