package io.bootcluster.clusterui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Histogram;
import io.bootcluster.Measures;
import io.bootcluster.Sample;
import io.bootcluster.Wish;
import io.bootcluster.autoconfigure.BootclusterAutoConfiguration;
import io.bootcluster.autoconfigure.BootclusterEndpointAutoConfiguration;
import io.bootcluster.autoconfigure.ClusterUiAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page is made of what it names, and knows whether the node takes orders.
 */
class ClusterUiEndpointTests {

	private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BootclusterAutoConfiguration.class,
				BootclusterEndpointAutoConfiguration.class, ClusterUiAutoConfiguration.class,
				EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=cluster,clusterui");

	@Test
	void whenNotExposedThereIsNoPage() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=cluster")
			.run((context) -> assertThat(context).doesNotHaveBean(ClusterUiEndpoint.class));
	}

	@Test
	void whenStandaloneNeitherPageNorFactsAreThere() {
		this.runner.run((context) -> {
			ClusterUiEndpoint endpoint = context.getBean(ClusterUiEndpoint.class);
			assertThat(endpoint.page()).isNull();
			assertThat(endpoint.part("data", null, null)).isNull();
		});
	}

	@Test
	void pageAllowsOnlyItsOwnScriptsAndIsNotKept() {
		serving((endpoint) -> {
			ResponseEntity<byte[]> page = Objects.requireNonNull(endpoint.page());
			assertThat(page.getHeaders().getFirst("Content-Security-Policy")).startsWith("default-src 'none'")
				.doesNotContain("unsafe");
			assertThat(page.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(page.getHeaders().getCacheControl()).isEqualTo("no-store");
			assertThat(text(page)).contains("src=\"clusterui/main.js\"")
				.doesNotContain("{self}", "style=", "<style", "onclick", "http://", "https://");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "charts.js", "events.js", "format.js", "history.js", "main.js", "orders.js", "overview.js",
			"rates.js", "rollout.js", "spark.js", "talk.js", "workers.js", "style.css", "parts.css", "icon.svg",
			"uplot.js", "uplot.css", "uplot-license.txt" })
	void partsAreThereAndKnownByTheirContent(String name) {
		serving((endpoint) -> {
			ResponseEntity<byte[]> part = Objects.requireNonNull(endpoint.part(name, null, null));
			assertThat(part.getHeaders().getETag()).matches("\"[0-9a-f]{32}\"");
			assertThat(part.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(part.getBody()).isNotEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "page.html", "ClusterUiEndpoint.class", "uPlot-LICENSE", "..", "../actuator", "" })
	void nothingElseIsGivenOut(String name) {
		serving((endpoint) -> assertThat(endpoint.part(name, null, null)).isNull());
	}

	@Test
	void factsAreOnlyThoseThatThePageDoesNotHave() {
		serving((endpoint) -> {
			JsonNode all = facts(endpoint, null, null);
			assertThat(all.path("events")).hasSize(2);
			assertThat(all.path("samples")).hasSize(2);
			assertThat(all.path("view").path("node").path("id").asString()).isEqualTo("n");
			JsonNode later = facts(endpoint, 1L, START.toEpochMilli());
			assertThat(later.path("events").path(0).path("number").asInt()).isEqualTo(2);
			assertThat(later.path("events")).hasSize(1);
			assertThat(later.path("samples")).hasSize(1);
		});
	}

	@Test
	void ordersAreTakenWhereTheEndpointIsExposedAndMayBeWritten() {
		serving((endpoint) -> assertThat(facts(endpoint, null, null).path("writable").asBoolean()).isFalse());
		serving((endpoint) -> {
			assertThat(facts(endpoint, null, null).path("writable").asBoolean()).isTrue();
			assertThat(facts(endpoint, null, null).path("orders").asString()).isEqualTo("cluster");
		}, "management.endpoint.cluster.access=UNRESTRICTED");
		serving((endpoint) -> assertThat(facts(endpoint, null, null).path("writable").asBoolean()).isFalse(),
				"management.endpoint.cluster.access=UNRESTRICTED",
				"management.endpoints.web.exposure.include=clusterui");
	}

	@ParameterizedTest
	@CsvSource({ "a/b/ui, ops/cluster, ui, ../../ops/cluster", "/ui, /ops, ui, ops", "ui/, ops/, ui, ops",
			"/a/ui/, /ops/cluster/, ui, ../ops/cluster" })
	void pathsFollowTheApplicationsMapping(String page, String cluster, String self, String orders) {
		serving((endpoint) -> {
			assertThat(text(Objects.requireNonNull(endpoint.page()))).contains("src=\"" + self + "/main.js\"");
			assertThat(facts(endpoint, null, null).path("orders").asString()).isEqualTo(orders);
		}, "management.endpoints.web.path-mapping.clusterui=" + page,
				"management.endpoints.web.path-mapping.cluster=" + cluster);
	}

	@Test
	void factsAreCutToWhatThePageShows() {
		serving((endpoint) -> {
			JsonNode facts = facts(endpoint, null, null);
			assertThat(facts.has("measures")).isFalse();
			assertThat(facts.path("durations").propertyNames()).containsExactly("0", "1");
			assertThat(facts.path("durations").path("1").path(3).asLong()).as("answered and aborted, no tunnel")
				.isEqualTo(2);
			assertThat(facts.path("view").path("release").path("history").path(0).path("reason").asString())
				.hasSize(301)
				.endsWith("x\u2026");
		});
	}

	@Test
	void tokenIsNullWhereNobodyWantsOne() {
		serving((endpoint) -> assertThat(text(Objects.requireNonNull(endpoint.part("token", null, null))))
			.isEqualTo("{\"csrf\":null}"));
	}

	private void serving(Consumer<ClusterUiEndpoint> promise, String... settings) {
		this.runner.withBean(ClusterOperations.class, Fixed::new)
			.withPropertyValues(settings)
			.run((context) -> promise.accept(context.getBean(ClusterUiEndpoint.class)));
	}

	private static JsonNode facts(ClusterUiEndpoint endpoint, @Nullable Long event, @Nullable Long sample) {
		return JsonMapper.shared().readTree(text(Objects.requireNonNull(endpoint.part("data", event, sample))));
	}

	private static String text(ResponseEntity<byte[]> answer) {
		return new String(Objects.requireNonNull(answer.getBody()));
	}

	private static final class Fixed implements ClusterOperations {

		@Override
		public Optional<ClusterView> view() {
			return Optional.of(new ClusterView(new ClusterView.Node("n", "n:1", "serving", START, List.of(), 1),
					new ClusterView.Release("abc", null,
							List.of(new ClusterView.Passed("1-1", "abd", "withdrawn", "x".repeat(9000), START))),
					List.of(), new ClusterView.Dispatcher("least-busy", 1, 2, 3, 4, 5, 6), List.of(), List.of()));
		}

		@Override
		public Optional<Measures> measures() {
			return Optional.of(new Measures(
					List.of(took(1, "answered"), took(1, "aborted"), took(1, "tunnel"), took(0, "answered-here")),
					Histogram.EMPTY, Measures.NONE.counts(), List.of()));
		}

		private static Measures.Requests took(int slot, String outcome) {
			List<Long> buckets = new ArrayList<>(Histogram.EMPTY.buckets());
			buckets.set(3, 1L);
			return new Measures.Requests(slot, "abc", outcome, "2xx", new Histogram(buckets, 2000));
		}

		@Override
		public List<ClusterEvent> events() {
			return List.of(new ClusterEvent(1, START, "node.serving", "", Map.of()),
					new ClusterEvent(2, START, "worker.started", "1.1", Map.of()));
		}

		@Override
		public List<Sample> samples() {
			Sample.Node node = new Sample.Node(1, 0, -1, -1, 0, 0, 0);
			return List.of(new Sample(START, node, List.of()), new Sample(START.plusSeconds(5), node, List.of()));
		}

		@Override
		public String wish(Wish wish) {
			throw new UnsupportedOperationException();
		}

	}

}
