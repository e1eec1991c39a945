package io.bootcluster.primary.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.bootcluster.AccessLog;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;
import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;
import io.bootcluster.primary.dispatch.http.AnswerForms;

/**
 * What all event loops of one dispatcher read: the set of workers, settings and counts.
 * Safe from any thread.
 */
final class Shared {

	private final DispatcherSettings settings;

	private final Transport transport;

	private final LongSupplier nanos;

	private final Counters counters = new Counters();

	private final Timings timings = new Timings();

	private final FailureLog failureLog;

	private final AnswerForms forms;

	private final byte[] keepAliveField;

	private final Addresses addresses;

	private volatile BackendSet backends = BackendSet.EMPTY;

	private volatile boolean served;

	private volatile boolean unixOnly;

	private volatile boolean stopping;

	private volatile boolean retired;

	/**
	 * One flag, because each answer reads it.
	 */
	private volatile boolean leaving;

	private volatile @Nullable String explanation;

	Shared(DispatcherSettings settings, Transport transport, LongSupplier nanos) {
		this.settings = settings;
		this.transport = transport;
		this.nanos = nanos;
		this.failureLog = new FailureLog(nanos);
		this.forms = new AnswerForms(settings.pages());
		this.keepAliveField = keepAlive(settings.timeouts().idle()).getBytes(StandardCharsets.US_ASCII);
		this.addresses = new Addresses(settings.limits().client().connections(), nanos);
	}

	/**
	 * Not worth a word is what no client waits for, and what is over at once.
	 */
	private static String keepAlive(Duration idle) {
		boolean told = idle.toSeconds() > 0 && idle.toDays() < 365;
		return told ? "Keep-Alive: timeout=" + idle.toSeconds() + "\r\n" : "";
	}

	Limits limits() {
		return this.settings.limits();
	}

	Timeouts timeouts() {
		return this.settings.timeouts();
	}

	/**
	 * Return the field that tells a client how long its connection may stay idle.
	 * @return the line, never to be changed
	 */
	byte[] keepAliveField() {
		return this.keepAliveField;
	}

	Policy policy() {
		return this.settings.policy();
	}

	String secret() {
		return this.settings.secret();
	}

	Transport transport() {
		return this.transport;
	}

	LongSupplier nanos() {
		return this.nanos;
	}

	Counters counters() {
		return this.counters;
	}

	Timings timings() {
		return this.timings;
	}

	/**
	 * Return whether requests without an id get one.
	 */
	boolean isNaming() {
		return this.settings.records().ids();
	}

	/**
	 * Return who hears of each request that has ended, if anybody wants to.
	 */
	@Nullable AccessLog accessLog() {
		return this.settings.records().log().orElse(null);
	}

	FailureLog failureLog() {
		return this.failureLog;
	}

	AnswerForms forms() {
		return this.forms;
	}

	Addresses addresses() {
		return this.addresses;
	}

	BackendSet backends() {
		return this.backends;
	}

	void replace(BackendSet replacement) {
		this.backends = replacement;
	}

	/**
	 * Take note that a gate has opened.
	 * @param unix whether the worker is reached over a Unix domain socket
	 */
	void served(boolean unix) {
		this.unixOnly = unix && (this.unixOnly || !this.served);
		this.served = true;
	}

	/**
	 * Return whether requests must carry the secret because a worker may be reached over
	 * loopback TCP.
	 * @return {@code true} unless all workers listen on Unix domain sockets
	 */
	boolean isSecretTold() {
		return !this.unixOnly;
	}

	void explain(@Nullable String reason) {
		this.explanation = reason;
	}

	String explanation() {
		String reason = this.explanation;
		return (reason != null) ? reason : "No worker can take the request.";
	}

	/**
	 * Return how long a request may wait for a worker.
	 * @return longer as long as workers are merely starting for the first time
	 */
	Duration patience() {
		boolean starting = !this.served && this.explanation == null;
		return starting ? timeouts().start() : timeouts().hold();
	}

	boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Return whether clients had better connect elsewhere, or anew.
	 */
	boolean isLeaving() {
		return this.leaving;
	}

	/**
	 * Return whether those who connect again find somebody.
	 */
	boolean isReplaced() {
		return !this.stopping || this.retired;
	}

	synchronized void drain(boolean draining) {
		this.leaving = draining || this.stopping || this.retired;
	}

	synchronized void retire() {
		this.retired = true;
		this.leaving = true;
	}

	synchronized void stop() {
		this.stopping = true;
		this.leaving = true;
	}

}
