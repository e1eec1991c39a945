package io.bootcluster.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Measures;
import io.bootcluster.Wish;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent elsewhere tells of the cluster once, whoever leads.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClusterMetersTests {

	private final Scenes scenes = new Scenes().show(100, Scenes.worker(1, 1, "serving")).count(Scenes.measures(5));

	private final Seat seat = new Seat();

	private final MockClock clock = new MockClock();

	private final Sending sending = new Sending(this.clock);

	@Test
	void workerThatHasNotTheSeatSendsNothingOfTheCluster() {
		ClusterMeters meters = bound(this.sending);
		meters.follow();
		assertThat(this.sending.getMeters()).isEmpty();
	}

	@Test
	void gaugesComeWithTheSeatAndGoWithIt() {
		ClusterMeters meters = bound(this.sending);
		this.seat.take();
		meters.follow();
		assertThat(this.sending.get("bootcluster.workers").tag("state", "serving").gauge().value()).isEqualTo(1);
		assertThat(this.sending.get("bootcluster.worker.rss").tag("worker", "1").gauge().value()).isEqualTo(3000);
		this.seat.leave();
		meters.follow();
		assertThat(this.sending.getMeters()).isEmpty();
	}

	@Test
	void nothingIsLeftOnceTheSeatIsLeft() {
		ClusterMeters meters = bound(this.sending);
		MeterRegistry here = new SimpleMeterRegistry();
		meters.add(here);
		this.seat.take();
		meters.follow();
		this.seat.leave();
		assertThat(this.sending.getMeters()).as("before the next worker takes the seat").isEmpty();
		assertThat(here.getMeters()).isNotEmpty();
	}

	@Test
	void nextLeaderDoesNotSendWhatWasCountedBefore() {
		ClusterMeters meters = bound(this.sending);
		this.seat.take();
		meters.follow();
		this.scenes.show(130, Scenes.worker(1, 1, "serving")).count(Scenes.measures(9));
		meters.follow();
		assertThat(step("bootcluster.requests")).isEqualTo(30);
		this.seat.leave();
		meters.follow();
		this.scenes.show(500, Scenes.worker(1, 1, "serving"));
		this.seat.take();
		meters.follow();
		this.scenes.show(501, Scenes.worker(1, 1, "serving"));
		meters.follow();
		assertThat(step("bootcluster.requests")).isEqualTo(1);
	}

	@Test
	void seriesThatBeginLaterCountFromZero() {
		ClusterMeters meters = bound(this.sending);
		this.seat.take();
		this.scenes.count(Measures.NONE);
		meters.follow();
		this.scenes.count(Scenes.measures(5));
		meters.follow();
		assertThat(step("bootcluster.refusals")).isEqualTo(15);
	}

	@Test
	void durationsAreSentAsCountAndSum() {
		ClusterMeters meters = bound(this.sending);
		this.seat.take();
		meters.follow();
		this.scenes.count(Scenes.measures(9));
		meters.follow();
		var timer = this.sending.get("bootcluster.requests.duration").tag("worker", "1").functionTimer();
		timer.count();
		this.clock.add(Duration.ofMinutes(1));
		assertThat(timer.count()).isEqualTo(4);
		assertThat(timer.totalTime(TimeUnit.MICROSECONDS)).isEqualTo(2000);
	}

	@Test
	void whoAsksThisWorkerHearsOfTheClusterAlways() {
		MeterRegistry here = new SimpleMeterRegistry();
		bound(here).follow();
		assertThat(here.get("bootcluster.requests").functionCounter().count()).isEqualTo(100);
	}

	@Test
	void scrapedRegistryOfACompositeIsLeftToTheScrape() {
		MeterRegistry scraped = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		CompositeMeterRegistry both = new CompositeMeterRegistry().add(scraped).add(this.sending);
		ClusterMeters meters = bound(both);
		this.seat.take();
		meters.follow();
		assertThat(scraped.getMeters()).isEmpty();
		assertThat(this.sending.getMeters()).isNotEmpty();
	}

	@Test
	void lifeThatIsForgottenHasNoMeters() {
		MeterRegistry here = new SimpleMeterRegistry();
		ClusterMeters meters = bound(here);
		meters.follow();
		this.scenes.show(Scenes.worker(1, 2, "serving"));
		meters.follow();
		assertThat(here.find("bootcluster.worker.rss").tag("generation", "1").gauge()).isNull();
		assertThat(here.get("bootcluster.worker.rss").tag("generation", "2").gauge().value()).isEqualTo(3000);
	}

	@Test
	void everyMeterThatIsSentSaysWhoseItIs() {
		this.sending.config().meterFilter(new SentTags(Tags.of("node", "n", "worker", "1")));
		this.sending.counter("visits", "worker", "theirs").increment();
		assertThat(this.sending.get("visits").tags("node", "n", "worker", "1", "exported_worker", "theirs").counter())
			.isNotNull();
	}

	@Test
	void registryThatFailsIsToldOnceAndLeavesTheOthersAlone(CapturedOutput output) {
		MeterRegistry failing = new SimpleMeterRegistry();
		failing.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalArgumentException("Not here");
			}

		});
		ClusterMeters meters = bound(failing);
		meters.add(this.sending);
		this.seat.take();
		meters.follow();
		assertThat(this.sending.getMeters()).isNotEmpty();
		meters.follow();
		assertThat(output.getAll()).containsOnlyOnce("The cluster is not measured as it should be")
			.containsOnlyOnce("Not here");
	}

	@Test
	void viewThatCannotBeReadIsToldOnceAndReadAgain(CapturedOutput output) {
		AtomicBoolean readable = new AtomicBoolean();
		ClusterMeters meters = new ClusterMeters(this.seat, new ClusterOperations() {

			@Override
			public Optional<ClusterView> view() {
				if (!readable.get()) {
					throw new IllegalStateException("Not yet");
				}
				return ClusterMetersTests.this.scenes.view();
			}

			@Override
			public String wish(Wish wish) {
				throw new IllegalStateException();
			}

		});
		meters.add(this.sending);
		this.seat.take();
		meters.follow();
		meters.follow();
		assertThat(output.getAll()).containsOnlyOnce("Not yet");
		readable.set(true);
		meters.follow();
		assertThat(this.sending.getMeters()).isNotEmpty();
	}

	private double step(String name) {
		this.sending.get(name).functionCounter().count();
		this.clock.add(Duration.ofMinutes(1));
		return this.sending.get(name).functionCounter().count();
	}

	private ClusterMeters bound(MeterRegistry registry) {
		ClusterMeters meters = new ClusterMeters(this.seat, this.scenes);
		meters.add(registry);
		return meters;
	}

}
