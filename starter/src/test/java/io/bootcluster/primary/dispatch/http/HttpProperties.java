package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import io.bootcluster.primary.dispatch.http.Reads.Seen;
import io.bootcluster.primary.dispatch.http.grammar.AnswerGrammar;
import io.bootcluster.primary.dispatch.http.grammar.Found;
import io.bootcluster.primary.dispatch.http.grammar.Found.How;
import io.bootcluster.primary.dispatch.http.grammar.RequestGrammar;

/**
 * What holds for the scanners whatever the bytes are: nothing is thrown, nothing is read
 * that has not arrived, neither cuts nor earlier messages make a difference, what is
 * accepted is of the grammar and framed and measured as the grammar has it, what goes on
 * is so, too, and what is refused though the grammar has it is refused for one of a few
 * reasons.
 */
final class HttpProperties {

	/**
	 * Why something may be refused that the grammar has: limits, and what only confuses
	 * the next reader.
	 */
	private static final Set<Refusal> STRICTER = EnumSet.of(Refusal.TARGET_TOO_LONG, Refusal.HEAD_TOO_LARGE,
			Refusal.TOO_MANY_FIELDS, Refusal.LENGTH_TOO_LARGE, Refusal.CHUNK_TOO_LARGE,
			Refusal.CHUNK_EXTENSION_TOO_LARGE, Refusal.TRAILER_TOO_LARGE, Refusal.METHOD_UNKNOWN, Refusal.CONNECT,
			// Names that are neither a DNS name nor an address.
			Refusal.HOST_INVALID, Refusal.TARGET_FORM,
			// More options than anybody has.
			Refusal.CONNECTION_INVALID,
			// Bad whitespace, which a recipient would have to remove.
			Refusal.CHUNK_SIZE, Refusal.CHUNK_EXTENSION,
			// Prefixes of names instead of a list.
			Refusal.TRAILER_FORBIDDEN);

	private static final int SHORT = 128;

	private HttpProperties() {
	}

	static void holdRequests(byte[] bytes) {
		hold(bytes, RequestReads::new, RequestGrammar::read, true);
	}

	static void holdAnswers(Method method, Upgrade upgrade, byte[] bytes) {
		hold(bytes, (used) -> new AnswerReads(method, upgrade, used),
				(text, from) -> AnswerGrammar.read(text, from, method == Method.HEAD, upgrade.isWanted()), false);
	}

	private static void hold(byte[] bytes, Function<Boolean, Reads> connections, Grammar grammar, boolean requests) {
		Reads whole = connections.apply(false).feed(bytes, bytes.length);
		int[] cuts = cuts(bytes);
		Reads cut = connections.apply(true).feed(bytes, cuts);
		check(whole.outcome().equals(cut.outcome()),
				"cuts, or what was before, make a difference: " + Arrays.toString(cuts), bytes);
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		String forwarded = whole.forwarded();
		int at = 0;
		int gone = 0;
		for (Seen seen : whole.seen) {
			check(agrees(seen, grammar.read(text, at), How.MESSAGE), "grammar sees no such message", bytes);
			Found passed = grammar.read(forwarded, gone);
			check(passed.how() == How.MESSAGE && passed.framing().equals(seen.framing().name()),
					"next reader sees no such message", bytes);
			String body = text.substring(at + seen.head(), at + seen.length());
			check(forwarded.startsWith(body, gone + passed.head()) && passed.length() - passed.head() == body.length(),
					"next reader sees another body", bytes);
			String lost = HeadEdits.wrong(text.substring(at, at + seen.head()),
					forwarded.substring(gone, gone + passed.head()));
			check(lost.isEmpty(), "field lost or invented: " + lost, bytes);
			check(!requests || isEdited(forwarded.substring(gone, gone + passed.head())), "not edited", bytes);
			at += seen.length();
			gone += passed.length();
		}
		holdRest(whole, grammar.read(text, at), bytes);
	}

	private static void holdRest(Reads whole, Found rest, byte[] bytes) {
		boolean stricter = whole.refusal != null && STRICTER.contains(whole.refusal);
		if (whole.open != null) {
			boolean head = agrees(whole.open, rest, How.HEAD);
			check(head || (stricter && rest.how() == How.MESSAGE), "grammar sees no such head", bytes);
		}
		else {
			boolean over = whole.refusal == null && !whole.seen.isEmpty() && whole instanceof AnswerReads;
			check(rest.how() == How.NOTHING || stricter || over, "grammar has what was not accepted: " + whole.refusal,
					bytes);
		}
	}

	private static boolean agrees(Seen seen, Found found, How how) {
		return found.how() == how && found.framing().equals(seen.framing().name()) && found.head() == seen.head()
				&& (how == How.HEAD || seen.length() == found.length());
	}

	private static boolean isEdited(String head) {
		return head.split("(?i)\r\nbootcluster-", -1).length == 2
				&& head.contains("\r\nBootcluster-Client: a=127.0.0.1;") && !head.contains("\r\nKeep-Alive:");
	}

	/**
	 * Cuts that are the same each time for the same bytes.
	 */
	private static int[] cuts(byte[] bytes) {
		CRC32 crc = new CRC32();
		crc.update(bytes);
		if (bytes.length < SHORT && crc.getValue() % 2 == 0) {
			return IntStream.rangeClosed(1, bytes.length).toArray();
		}
		IntStream random = new SplittableRandom(crc.getValue()).ints(5, 0, bytes.length + 1).sorted();
		return IntStream.concat(random, IntStream.of(bytes.length)).toArray();
	}

	private static void check(boolean holds, String what, byte[] bytes) {
		if (!holds) {
			throw new AssertionError(what + "\n" + WireText.text(bytes));
		}
	}

	private interface Grammar {

		Found read(String text, int from);

	}

}
