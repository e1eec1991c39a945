package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;

/**
 * Takes metrics as an OpenTelemetry collector does and keeps all of them. Safe from any
 * thread.
 */
public final class OtlpReceiver implements AutoCloseable {

	private static final String PATH = "/v1/metrics";

	/** By which processes are told apart, since nothing else of a resource differs. */
	private static final String LIFE = "life";

	private final List<Point> points = new CopyOnWriteArrayList<>();

	private final List<Exception> failures = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	public OtlpReceiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext(PATH, this::take);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/**
	 * Return what has an application send here every second. Workers know which life they
	 * are.
	 * @return arguments
	 */
	public String[] arguments() {
		return new String[] { "--management.otlp.metrics.export.enabled=true",
				"--management.otlp.metrics.export.step=1s",
				"--management.otlp.metrics.export.url=http://127.0.0.1:" + this.server.getAddress().getPort() + PATH,
				"--management.opentelemetry.resource-attributes." + LIFE
						+ "=${BOOTCLUSTER_WORKER:none}.${BOOTCLUSTER_GENERATION:none}" };
	}

	/**
	 * Return everything that came, in the order in which it was measured.
	 * @return the points
	 */
	public List<Point> points() {
		if (!this.failures.isEmpty()) {
			throw new AssertionError("What came cannot be read", this.failures.get(0));
		}
		List<Point> sorted = new ArrayList<>(this.points);
		sorted.sort((one, other) -> Long.compare(one.time(), other.time()));
		return sorted;
	}

	/**
	 * Return what one worker sent.
	 * @param life slot and generation, empty for all
	 * @param which of which series
	 * @return the points
	 */
	public List<Point> points(String life, Predicate<Series> which) {
		return points().stream()
			.filter((point) -> (life.isEmpty() || point.life().equals(life)) && which.test(point.series()))
			.toList();
	}

	/**
	 * Return the latest value that one worker sent.
	 * @param life slot and generation
	 * @param which of which series
	 * @return the value, 0 if there is none
	 */
	public double latest(String life, Predicate<Series> which) {
		List<Point> points = points(life, which);
		return points.isEmpty() ? 0 : points.get(points.size() - 1).value();
	}

	/**
	 * Return everything that came of some series.
	 * @param which which series
	 * @return the points of each
	 */
	public Map<Series, List<Point>> series(Predicate<Series> which) {
		return points("", which).stream().collect(Collectors.groupingBy(Point::series));
	}

	/**
	 * Add up the latest counts of all lives by the worker that they are about.
	 * @param which of which series
	 * @param life slot and generation of who sent them, empty for all
	 * @return the sums, by slot
	 */
	public Map<String, Double> byWorker(Predicate<Series> which, String life) {
		return points(life, which).stream()
			.collect(Collectors.toMap((point) -> List.of(point.life(), point.series()), Function.identity(),
					(first, second) -> second))
			.values()
			.stream()
			.collect(Collectors.groupingBy((point) -> point.series().attributes().getOrDefault("worker", ""),
					TreeMap::new, Collectors.summingDouble(Point::value)));
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
			this.points.addAll(request.getResourceMetricsList().stream().flatMap(OtlpReceiver::points).toList());
			exchange.sendResponseHeaders(200, -1);
		}
		catch (IOException | RuntimeException ex) {
			this.failures.add(ex);
		}
	}

	private static Stream<Point> points(ResourceMetrics resource) {
		String life = attributes(resource.getResource().getAttributesList()).getOrDefault(LIFE, "");
		return resource.getScopeMetricsList()
			.stream()
			.flatMap((scope) -> scope.getMetricsList().stream())
			.flatMap((metric) -> points(life, metric));
	}

	private static Stream<Point> points(String life, Metric metric) {
		return switch (metric.getDataCase()) {
			case GAUGE ->
				metric.getGauge().getDataPointsList().stream().map((point) -> point(life, metric, point, false));
			case SUM -> metric.getSum()
				.getDataPointsList()
				.stream()
				.map((point) -> point(life, metric, point, metric.getSum().getIsMonotonic()));
			case HISTOGRAM -> metric.getHistogram()
				.getDataPointsList()
				.stream()
				.map((point) -> new Point(life, new Series(metric.getName(), attributes(point.getAttributesList())),
						true, point.getStartTimeUnixNano(), point.getTimeUnixNano(), point.getCount()));
			default -> throw new IllegalStateException(metric.getName() + " is a " + metric.getDataCase());
		};
	}

	private static Point point(String life, Metric metric, NumberDataPoint point, boolean counter) {
		return new Point(life, new Series(metric.getName(), attributes(point.getAttributesList())), counter,
				point.getStartTimeUnixNano(), point.getTimeUnixNano(),
				point.hasAsInt() ? point.getAsInt() : point.getAsDouble());
	}

	private static Map<String, String> attributes(List<KeyValue> list) {
		Map<String, String> attributes = new TreeMap<>();
		list.forEach((each) -> attributes.put(each.getKey(), each.getValue().getStringValue()));
		return attributes;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * What makes a value one of a row.
	 *
	 * @param name name of the metric
	 * @param attributes what tells it from the metric's others
	 */
	public record Series(String name, Map<String, String> attributes) {

		/**
		 * Return whether it is about the cluster and not about who sends it.
		 */
		public boolean isOfCluster() {
			return this.name.startsWith("bootcluster.");
		}

		@Override
		public String toString() {
			return this.name + this.attributes;
		}

	}

	/**
	 * One value that was sent.
	 *
	 * @param life slot and generation of the worker that sent it
	 * @param series whose value it is
	 * @param counter whether it only goes up, from the start on
	 * @param start since when it is counted, in nanoseconds since the epoch
	 * @param time when it was measured, in nanoseconds since the epoch
	 * @param value the value, of a histogram the count
	 */
	public record Point(String life, Series series, boolean counter, long start, long time, double value) {
	}

}
