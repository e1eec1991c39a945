package io.bootcluster.primary.telemetry;

import java.util.List;
import java.util.Optional;

import io.bootcluster.ClusterView.Wished;

/**
 * Tells what must have become of operators' wishes between two pictures. Pure.
 */
final class WishComparison {

	private WishComparison() {
	}

	static List<Happening> heard(List<Wished> before, List<Wished> now) {
		return now.stream()
			.filter((wished) -> find(before, wished).isEmpty())
			.map((wished) -> happening("wish.heard", wished))
			.toList();
	}

	static List<Happening> ended(List<Wished> before, List<Wished> now) {
		return now.stream()
			.filter((wished) -> !wished.state().equals("running"))
			.filter((wished) -> find(before, wished).filter((old) -> old.state().equals(wished.state())).isEmpty())
			.map((wished) -> happening("wish." + wished.state(), wished).with("reason", wished.reason()))
			.toList();
	}

	private static Happening happening(String name, Wished wished) {
		return Happening.of(name).with("id", wished.id()).with("wish", wished.wish());
	}

	private static Optional<Wished> find(List<Wished> all, Wished wanted) {
		return all.stream().filter((wished) -> wished.id().equals(wanted.id())).findFirst();
	}

}
