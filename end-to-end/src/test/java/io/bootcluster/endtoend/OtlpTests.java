package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.OtlpReceiver;
import io.bootcluster.endtoend.harness.OtlpReceiver.Point;
import io.bootcluster.endtoend.harness.OtlpReceiver.Series;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.TestApp;
import io.bootcluster.endtoend.harness.View;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whoever is sent metrics by OTLP sees whose each one is, and hears of the cluster once,
 * from its leader: what was counted is in the sums once, whatever becomes of leaders.
 */
class OtlpTests {

	private static final Log logger = LogFactory.getLog(OtlpTests.class);

	private static final Duration BOUND = Duration.ofSeconds(180);

	/** Three times what it takes a leader to follow, be told and send. */
	private static final Duration SENT = Duration.ofSeconds(12);

	/**
	 * Three times an interval and what it takes the next leader to be told and to follow.
	 */
	private static final Duration UNSENT = Duration.ofSeconds(9);

	private static final int REQUESTS = 40;

	private static final int PER_SECOND = 20;

	private final OtlpReceiver receiver = new OtlpReceiver();

	@Test
	void clusterIsSentOnceAndNothingIsCountedTwiceWhateverBecomesOfLeaders() throws IOException {
		try (this.receiver; Cluster cluster = node()) {
			View view = cluster.view();
			View.Worker killed = leader(cluster);
			assertCounted(cluster, killed, settled(killed));
			assertEachSaysWhoseItIs(view);
			assertThat(cluster.client().get("/actuator/prometheus").ok().text()).as("scraped beside")
				.contains("jvm_memory_used_bytes{", "worker=\"1\"", "worker=\"2\"")
				.doesNotContain("exported_");
			cluster.kill(killed);
			View.Worker stopped = view.serving()
				.filter((each) -> each.slot() != killed.slot())
				.findFirst()
				.orElseThrow();
			awaitReplaced(killed, stopped);
			assertThat(requests(stopped)).as("sent by the next leader before anything was counted").isZero();
			assertCounted(cluster, stopped, 0);
			for (Signal signal : List.of(Signal.TERM, Signal.KILL)) {
				assertNothingIsCountedTwice(cluster, signal);
			}
			assertEachSaysWhoseItIs(view);
			assertThat(cluster.reload(BOUND).state()).isEqualTo("done");
			settled(leader(cluster));
			assertOneSenderAtATime();
			assertNothingGoesBack();
			print();
		}
	}

	private Cluster node() {
		return TestApp.SECURED.launch()
			.workers(2)
			.with("--open-paths=/own/**,/actuator/**", "--bootcluster.session.redis=off",
					"--management.endpoints.web.exposure.include=health,cluster,prometheus")
			.with(this.receiver.arguments())
			.serving();
	}

	/**
	 * Nobody else asks for anything: each request of this test's is there, and no other.
	 */
	private void assertCounted(Cluster cluster, View.Worker leader, double before) throws IOException {
		Map<String, Double> served = served();
		Map<String, Double> routed = routed(leader);
		for (int i = 0; i < REQUESTS; i++) {
			cluster.client().get("/own").ok();
		}
		await("requests are sent").atMost(SENT).until(() -> requests(leader) >= before + REQUESTS);
		await("and those of workers").atMost(SENT)
			.until(() -> sum(difference(served(), served)) >= REQUESTS
					&& sum(difference(routed(leader), routed)) >= REQUESTS);
		assertThat(settled(leader)).isEqualTo(before + REQUESTS);
		assertThat(sum(difference(routed(leader), routed))).isEqualTo(REQUESTS);
		assertThat(difference(routed(leader), routed)).as("by worker, as they count themselves")
			.isEqualTo(difference(served(), served))
			.containsOnlyKeys("1", "2");
		logger.info("%d requests: leader %s sends %s, before %s; by worker %s".formatted(REQUESTS, leader,
				requests(leader), before, difference(routed(leader), routed)));
	}

	/**
	 * Under load, the next one goes on where the last one was heard of.
	 */
	private void assertNothingIsCountedTwice(Cluster cluster, Signal signal) throws IOException {
		cluster.awaitAllServing();
		View.Worker leader = leader(cluster);
		double before = settled(leader);
		try (Load load = Load.begin(cluster.port(), Request.get("/own"), PER_SECOND)) {
			await("the load is sent").atMost(SENT).until(() -> requests(leader) > before + 2 * PER_SECOND);
			signal.send(leader.pid());
			String next = await("another one sends").atMost(BOUND)
				.until(this::lastSender, (life) -> !life.equals(leader.toString()));
			await("it sends for a while").atMost(BOUND).until(() -> requests(next) > 3 * PER_SECOND);
			assertThat(load.end().failures()).isEmpty();
			settled(next);
			double sent = requests(leader.toString()) - before + requests(next);
			logger.info("%s requests while %s gets %s: %.0f were sent, %.0f of them by %s"
				.formatted(load.tally().good(), leader, signal, sent, requests(next), next));
			assertThat(load.tally().good() - sent).as("none twice, those of the change in nobody's sum")
				.isBetween(0.0, (double) PER_SECOND * UNSENT.toSeconds());
		}
	}

	private void assertEachSaysWhoseItIs(View view) {
		String node = view.json().path("node").path("id").asString();
		List<Point> points = this.receiver.points();
		assertThat(points).allSatisfy((point) -> assertThat(point.series().attributes()).as(point.series().name())
			.containsEntry("node", node)
			.allSatisfy((name, value) -> assertThat(name).as("a tag of ours, again").doesNotStartWith("exported_")));
		assertThat(points).filteredOn((point) -> !point.series().isOfCluster())
			.allSatisfy((point) -> assertThat(point.series().attributes()).as(point.series().name())
				.containsEntry("worker", point.life().substring(0, 1))
				.containsEntry("generation", point.life().substring(2))
				.containsEntry("release", view.release()));
		for (String own : List.of("jvm.memory.used", "http.server.requests", "process.uptime")) {
			assertThat(points).filteredOn((point) -> point.series().name().equals(own))
				.extracting(Point::life)
				.contains("1.1", "2.1");
		}
		assertThat(points).filteredOn((point) -> point.series().isOfCluster())
			.extracting((point) -> point.series().name())
			.contains("bootcluster.requests", "bootcluster.requests.duration", "bootcluster.held.duration",
					"bootcluster.workers", "bootcluster.worker.rss", "bootcluster.worker.probes");
		assertThat(points).filteredOn((point) -> point.series().name().equals("bootcluster.requests"))
			.extracting((point) -> point.series().attributes())
			.containsOnly(Map.of("node", node));
		logger.info("%d points of %d series, %d of them of the cluster".formatted(points.size(),
				this.receiver.series((each) -> true).size(), this.receiver.series(Series::isOfCluster).size()));
	}

	/**
	 * One that has been followed sends nothing more, and what the next one counts begins
	 * after the last that was sent.
	 */
	private void assertOneSenderAtATime() {
		assertThat(this.receiver.series((series) -> !series.isOfCluster()).values())
			.allSatisfy((points) -> assertThat(senders(points)).as(points.get(0).toString()).hasSize(1));
		this.receiver.series(Series::isOfCluster).forEach((series, points) -> {
			assertThat(senders(points)).as(series.toString()).doesNotHaveDuplicates();
			for (int i = 1; i < points.size(); i++) {
				Point last = points.get(i - 1);
				Point point = points.get(i);
				if (point.counter() && !point.life().equals(last.life())) {
					assertThat(point.start()).as(point + " after " + last).isGreaterThanOrEqualTo(last.time());
				}
			}
		});
	}

	/**
	 * Return who sent, one after the other.
	 */
	private static List<String> senders(List<Point> points) {
		List<String> senders = new ArrayList<>();
		for (Point point : points) {
			if (senders.isEmpty() || !senders.get(senders.size() - 1).equals(point.life())) {
				senders.add(point.life());
			}
		}
		return senders;
	}

	private void assertNothingGoesBack() {
		this.receiver.series(named("http.server.requests").or(Series::isOfCluster)).forEach((series, points) -> {
			Map<String, Point> last = new LinkedHashMap<>();
			points.stream().filter(Point::counter).forEach((point) -> {
				Point before = last.put(point.life() + " since " + point.start(), point);
				assertThat(point.value()).as(point.toString())
					.isGreaterThanOrEqualTo((before != null) ? before.value() : 0);
			});
			if (series.isOfCluster()) {
				assertThat(last.values()).as("one count by each leader")
					.extracting(Point::life)
					.doesNotHaveDuplicates();
			}
		});
	}

	/**
	 * Without a request, which would be counted.
	 */
	private void awaitReplaced(View.Worker before, View.Worker leader) {
		Map<String, String> next = Map.of("worker", Integer.toString(before.slot()), "generation",
				Integer.toString(before.generation() + 1));
		await("the slot is filled").atMost(BOUND)
			.until(() -> this.receiver.latest(leader.toString(),
					(series) -> series.name().equals("bootcluster.worker.gate.open")
							&& series.attributes().entrySet().containsAll(next.entrySet())) == 1);
	}

	/**
	 * Wait until what was counted has stayed the same for five seconds, in which a leader
	 * has been told and has sent several times.
	 */
	private double settled(View.Worker leader) {
		return settled(leader.toString());
	}

	private double settled(String leader) {
		return await("the count stays").atMost(BOUND).until(() -> {
			List<Double> latest = this.receiver.points(leader, named("bootcluster.requests"))
				.stream()
				.map(Point::value)
				.toList();
			List<Double> tail = latest.subList(Math.max(latest.size() - 6, 0), latest.size());
			return (tail.size() == 6 && tail.stream().distinct().count() == 1) ? tail.get(0) : Double.NaN;
		}, (value) -> !value.isNaN());
	}

	private double requests(View.Worker leader) {
		return requests(leader.toString());
	}

	private double requests(String leader) {
		return this.receiver.latest(leader, named("bootcluster.requests"));
	}

	private String lastSender() {
		List<Point> points = this.receiver.series(named("bootcluster.requests")).values().iterator().next();
		return points.get(points.size() - 1).life();
	}

	/**
	 * What the leader says of each slot.
	 */
	private Map<String, Double> routed(View.Worker leader) {
		return this.receiver.byWorker((series) -> series.name().equals("bootcluster.requests.duration")
				&& "answered".equals(series.attributes().get("outcome")), leader.toString());
	}

	/**
	 * What workers say of themselves.
	 */
	private Map<String, Double> served() {
		return this.receiver.byWorker((series) -> series.name().equals("http.server.requests")
				&& "/own".equals(series.attributes().get("uri")), "");
	}

	private static Map<String, Double> difference(Map<String, Double> now, Map<String, Double> before) {
		Map<String, Double> difference = new LinkedHashMap<>(now);
		difference.replaceAll((worker, value) -> value - before.getOrDefault(worker, 0.0));
		return difference;
	}

	private static double sum(Map<String, Double> values) {
		return values.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	private static Predicate<Series> named(String name) {
		return (series) -> series.name().equals(name);
	}

	private void print() {
		List<Point> points = this.receiver.series(named("bootcluster.requests")).values().iterator().next();
		logger.info("bootcluster.requests as they came: " + points.stream()
			.map((point) -> "%s %.0f (%d ms old)".formatted(point.life(), point.value(),
					(point.time() - point.start()) / 1_000_000))
			.collect(Collectors.joining(", ")));
		logger.info("jvm.threads.live came from "
				+ this.receiver.series(named("jvm.threads.live")).values().stream().map(OtlpTests::senders).toList());
	}

	private static View.Worker leader(Cluster cluster) throws IOException {
		return cluster.workers().stream().filter(View.Worker::isLeader).findFirst().orElseThrow();
	}

}
