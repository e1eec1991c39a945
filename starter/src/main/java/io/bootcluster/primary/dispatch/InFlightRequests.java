package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bootcluster.Traffic.InFlight;
import io.bootcluster.WorkerId;

/**
 * Asks each event loop which requests a worker has. Safe from any thread.
 */
final class InFlightRequests {

	private final Shared shared;

	private final List<Lane> lanes;

	InFlightRequests(Shared shared, List<Lane> lanes) {
		this.shared = shared;
		this.lanes = lanes;
	}

	CompletionStage<List<InFlight>> of(WorkerId worker) {
		BackendSet.Entry known = this.shared.backends().find(worker);
		if (known == null) {
			return CompletableFuture.completedStage(List.of());
		}
		List<CompletableFuture<List<InFlight>>> answers = this.lanes.stream()
			.map((lane) -> ask(lane, known.backend()))
			.toList();
		return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
			.thenApply((all) -> answers.stream()
				.flatMap((answer) -> answer.join().stream())
				.sorted(Comparator.comparing(InFlight::age).reversed())
				.toList());
	}

	private static CompletableFuture<List<InFlight>> ask(Lane lane, Backend backend) {
		CompletableFuture<List<InFlight>> answer = new CompletableFuture<>();
		boolean asked = lane
			.execute(() -> answer.complete(lane.exchanges(backend).stream().map(InFlightRequests::describe).toList()));
		if (!asked) {
			answer.complete(List.of());
		}
		return answer;
	}

	private static InFlight describe(Exchange exchange) {
		Duration age = Duration.ofNanos(exchange.tries().age());
		if (exchange.tunnel() != null) {
			return new InFlight("?", "(a WebSocket or another tunnel)", age);
		}
		return of(exchange.replay().requestLine(), age);
	}

	/**
	 * Describe a request by its line, of which the query is left out.
	 * @param line the line, or {@code ?} where it is not kept any more
	 * @param age how long ago the request came
	 * @return the description
	 */
	static InFlight of(String line, Duration age) {
		int method = line.indexOf(' ');
		if (method < 0) {
			return new InFlight("?", "(its answer has begun)", age);
		}
		String target = line.substring(method + 1);
		int version = target.indexOf(' ');
		target = (version >= 0) ? target.substring(0, version) : target;
		int query = target.indexOf('?');
		return new InFlight(line.substring(0, method), (query >= 0) ? target.substring(0, query) : target, age);
	}

}
