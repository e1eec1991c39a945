package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.bootcluster.primary.dispatch.http.TomcatWitness.Testimony;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the scanners against Tomcat's parser, over sockets, by the table and thousands of
 * requests that are nearly the table's. Where the two disagree, {@code tomcat.txt} says
 * why; about where a body ends and how many requests there are they may not disagree.
 */
class TomcatDifferenceTests {

	private static final int ROUNDS = 8;

	/**
	 * For good requests, most of whose changes are no longer good.
	 */
	private static final int ROUNDS_OF_GOOD = 80;

	private static final int LONG = 600;

	private static final String CANARY = "GET /canary HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final Map<String, Integer> COUNTS = new TreeMap<>();

	private static final Map<String, String> EXAMPLES = new TreeMap<>();

	private static TomcatWitness tomcat;

	@BeforeAll
	static void start() throws Exception {
		tomcat = new TomcatWitness();
	}

	@AfterAll
	static void stop() throws Exception {
		tomcat.close();
	}

	@Test
	void everyDisagreementHasItsReason() throws Exception {
		List<byte[]> cases = cases();
		for (byte[] bytes : cases) {
			Reads reads = new RequestReads(false).feed(bytes, bytes.length);
			List<Understood> ours = Understood.by(reads);
			compare(bytes, reads, ours, tomcat.ask(bytes));
			for (Understood request : ours) {
				pass(request);
			}
		}
		System.out.println("Tomcat: " + cases.size() + " cases. " + COUNTS);
		Map<String, String> reasons = new TreeMap<>();
		WireText.table("tomcat.txt").forEach((row) -> reasons.put(row[0] + " " + row[1], row[2]));
		EXAMPLES.keySet().removeAll(reasons.keySet());
		assertThat(String.join("\n", EXAMPLES.entrySet().stream().map(Object::toString).toList()))
			.as("disagreements without a reason")
			.isEmpty();
		assertThat(COUNTS.keySet()).as("reasons that are needed").containsAll(reasons.keySet());
	}

	/**
	 * Tomcat gets what a client sent: who takes what the other refuses?
	 */
	private static void compare(byte[] bytes, Reads reads, List<Understood> ours, Testimony theirs) {
		List<Understood> requests = theirs.requests;
		for (int i = 0; i < Math.min(ours.size(), requests.size()); i++) {
			if (!ours.get(i).isSame(requests.get(i))) {
				tell("understood " + Difference.of(ours.get(i)), bytes);
				return;
			}
		}
		if (requests.size() > ours.size()) {
			boolean closed = !reads.seen.isEmpty() && reads.seen.get(ours.size() - 1).last();
			tell("refused " + (closed ? "CLOSED" : (reads.refusal != null) ? reads.refusal : "INCOMPLETE"), bytes);
		}
		else if (ours.size() > requests.size()) {
			tell("passed " + Difference.of(ours.get(requests.size())), bytes);
		}
		else {
			tell("agreed", bytes);
		}
	}

	/**
	 * Tomcat gets what is passed on, and another request right behind it: it must
	 * understand the same, or refuse it.
	 */
	private static void pass(Understood request) throws Exception {
		byte[] bytes = (request.wire() + CANARY).getBytes(StandardCharsets.ISO_8859_1);
		Testimony theirs = tomcat.ask(bytes);
		List<Understood> requests = theirs.requests;
		boolean canary = !requests.isEmpty() && requests.get(requests.size() - 1).target().equals("/canary");
		int others = requests.size() - (canary ? 1 : 0);
		if (others == 0 && !theirs.waiting) {
			tell("passed " + Difference.of(request), bytes);
		}
		else {
			boolean same = others == 1 && canary && requests.get(0).isSame(request);
			tell(same ? "next hop agrees" : "next hop disagrees", bytes);
		}
	}

	private static void tell(String what, byte[] bytes) {
		if (COUNTS.merge(what, 1, Integer::sum) == 1 && !what.endsWith("agreed") && !what.endsWith("agrees")) {
			EXAMPLES.put(what, WireText.text(bytes).substring(0, Math.min(400, WireText.text(bytes).length())));
		}
	}

	private static List<byte[]> cases() {
		Random random = new Random(1122);
		List<byte[]> cases = new ArrayList<>();
		for (String[] row : WireText.table("requests.txt")) {
			byte[] bytes = WireText.bytes(row[1]);
			cases.add(bytes);
			int rounds = Character.isDigit(row[2].charAt(0)) ? ROUNDS : ROUNDS_OF_GOOD;
			for (int round = 0; round < rounds && bytes.length < LONG; round++) {
				cases.add(HttpMutationTests.changed(bytes, random));
			}
		}
		return cases;
	}

}
