package io.bootcluster.endtoend.parity;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bootcluster.endtoend.parity.Row.End;
import io.bootcluster.endtoend.parity.Row.Outcome;
import io.bootcluster.endtoend.parity.Row.Step;
import io.bootcluster.endtoend.parity.Row.Step.Half;
import io.bootcluster.endtoend.parity.Row.Step.Read;
import io.bootcluster.endtoend.parity.Row.Step.Send;
import org.jspecify.annotations.Nullable;

/**
 * One row's conversation with one application: what a client with that table in its hand
 * sends and gets.
 */
final class Talk {

	private static final String CANARY = "GET /canary HTTP/1.1\r\nHost: canary\r\nConnection: close\r\n\r\n";

	private static final Pattern METHOD = Pattern.compile("[A-Z]+(?= \\S+ HTTP/1\\.\\d\r\n)");

	private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)\\*([^}]+)}");

	private static final Pattern OCTET = Pattern.compile("\\\\x(\\p{XDigit}{2})");

	private static final Pattern COOKIE = Pattern.compile("(?i)Set-Cookie: ([^;]+)");

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final Wire wire;

	private final int port;

	private final List<String> methods = new ArrayList<>();

	private final List<Integer> statuses = new ArrayList<>();

	private int answered;

	private boolean half;

	private @Nullable String heard;

	Talk(Wire wire, int port) {
		this.wire = wire;
		this.port = port;
	}

	/**
	 * Do what the row says.
	 * @param row the row
	 * @param answers how many answers are expected in all
	 * @return what came of it
	 * @throws IOException if the connection cannot be used
	 */
	Heard hold(Row row, int answers) throws IOException {
		Outcome outcome = outcome(row, answers);
		return new Heard(outcome, (this.heard != null) ? this.heard : this.wire.received());
	}

	private Outcome outcome(Row row, int answers) throws IOException {
		try {
			for (Step step : row.steps()) {
				take(step);
			}
			while (this.statuses.size() < answers) {
				read();
			}
			return new Outcome(this.statuses, end());
		}
		catch (SocketTimeoutException ex) {
			return new Outcome(this.statuses, End.SILENT);
		}
		catch (EOFException | SocketException ex) {
			return new Outcome(this.statuses, End.CLOSED);
		}
	}

	private void take(Step step) throws IOException {
		if (step instanceof Send send) {
			String bytes = fill(send.template());
			METHOD.matcher(bytes).results().map(MatchResult::group).forEach(this.methods::add);
			this.wire.send(bytes);
		}
		else if (step instanceof Read) {
			read();
		}
		else if (step instanceof Half) {
			this.half = true;
			this.wire.shutOutput();
		}
	}

	private void read() throws IOException {
		String method = (this.answered < this.methods.size()) ? this.methods.get(this.answered) : "GET";
		int status = this.wire.answer(method);
		this.statuses.add(status);
		this.answered += (status >= 200 || status == 101) ? 1 : 0;
	}

	/**
	 * Whether another request is answered, and by nothing but its own answer.
	 */
	private End end() throws IOException {
		if (!this.statuses.isEmpty() && this.statuses.get(this.statuses.size() - 1) == 101) {
			this.wire.rest();
			return End.CLOSED;
		}
		this.heard = this.wire.received();
		if (!this.half) {
			this.wire.send(CANARY);
		}
		String rest = this.wire.rest();
		if (rest.isEmpty()) {
			return End.CLOSED;
		}
		return (rest.startsWith("http/1.1 ") && rest.indexOf("http/1.1 ", 1) < 0) ? End.OPEN : End.STRAY;
	}

	private String fill(String template) {
		String bytes = REPEATED.matcher(template)
			.replaceAll(
					(found) -> Matcher.quoteReplacement(repeated(found.group(2), Integer.parseInt(found.group(1)))));
		bytes = bytes.replace("{port}", Integer.toString(this.port))
			.replace("{cookie}", last(COOKIE))
			.replace("{csrf}", last(CSRF))
			.replace("\\r\\n", "\r\n");
		return OCTET.matcher(bytes)
			.replaceAll((found) -> Matcher.quoteReplacement("" + (char) Integer.parseInt(found.group(1), 16)));
	}

	/** A number sign is the number of the repetition. */
	private static String repeated(String text, int times) {
		StringBuilder all = new StringBuilder();
		for (int i = 1; i <= times; i++) {
			all.append(text.replace("#", Integer.toString(i)));
		}
		return all.toString();
	}

	private String last(Pattern pattern) {
		return pattern.matcher(this.wire.received())
			.results()
			.map((MatchResult found) -> found.group(1))
			.reduce((first, second) -> second)
			.orElse("nothing");
	}

	/**
	 * What a client got.
	 *
	 * @param outcome what came of it
	 * @param bytes all answers, one character a byte
	 */
	record Heard(Outcome outcome, String bytes) {
	}

}
