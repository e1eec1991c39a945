package io.bootcluster.primary.dispatch;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.RetryRule.Reached;
import io.bootcluster.primary.dispatch.http.AnswerForm;
import io.bootcluster.primary.dispatch.http.OwnAnswer;
import io.bootcluster.primary.dispatch.http.Refusal;

/**
 * Everything that can go wrong with one {@link Exchange}, and what its client gets then.
 * Confined to its event loop.
 */
final class Mishaps {

	private final Exchange exchange;

	Mishaps(Exchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * The worker takes no more bytes of the request. If it took any, it may have answered
	 * already, so that its answer is awaited.
	 */
	void requestRefused() {
		if (this.exchange.tries().reached() == Reached.NOTHING && !this.exchange.upward().isTaken()) {
			broken("connection closed before the request");
			return;
		}
		this.exchange.upward().discard();
		this.exchange.client().updateReading();
	}

	/**
	 * No connection could be made.
	 * @param cause why
	 */
	void refused(Throwable cause) {
		this.exchange.tries().refused();
		lost("cannot connect: " + cause.getMessage());
	}

	/**
	 * The connection broke, or what came over it is not an answer.
	 * @param cause what happened
	 */
	void broken(String cause) {
		switch (this.exchange.stage()) {
			case ENDED, TUNNEL -> {
			}
			case ANSWERED -> this.exchange.complete(false);
			default -> {
				Tries tries = this.exchange.tries();
				if (tries.reached() == Reached.NOTHING && this.exchange.upward().isTaken()) {
					tries.reach(Reached.REQUEST);
				}
				tries.broken();
				lost(cause);
			}
		}
	}

	private void lost(String cause) {
		Backend failed = this.exchange.tries().current();
		Replay replay = this.exchange.replay();
		RetryRule.Verdict verdict = this.exchange.tries().lose(replay.isWhole());
		this.exchange.leaveWorker();
		switch (verdict) {
			case AGAIN -> {
				this.exchange.shared().counters().retried();
				this.exchange.shared().failureLog().debug(() -> "Trying " + replay.requestLine() + " again: " + cause);
				this.exchange.resume();
			}
			case BAD_GATEWAY -> fail(502, "The worker gave no answer.", failed, cause);
			case ABORT -> abort(failed, cause);
		}
	}

	private void abort(@Nullable Backend failed, String cause) {
		this.exchange.shared().failureLog().debug(() -> "Cut an answer short from " + failed + ": " + cause);
		this.exchange.abort();
	}

	/**
	 * No worker can take the request, and it can wait no longer.
	 * @param reason why there is none
	 */
	void unserved(String reason) {
		boolean exhausted = this.exchange.tries().isExhausted();
		String text = exhausted ? "No other worker is left for the request." : reason;
		long waited = this.exchange.tries().age() / 1_000_000;
		fail(exhausted ? 502 : 503, text, this.exchange.tries().lastFailed(), text + " (after " + waited + " ms)");
	}

	private void fail(int status, String text, @Nullable Backend failed, String cause) {
		Shared shared = this.exchange.shared();
		shared.counters().failed();
		shared.failureLog().failed(status, this.exchange.replay(), failed, cause);
		OwnAnswer answer = OwnAnswer.of(status, text);
		answer((status == 503) ? answer.retryAfter(1) : answer);
	}

	/**
	 * The worker may have the request no longer.
	 */
	void cut() {
		switch (this.exchange.stage()) {
			case CONNECTING, SENT -> fail(502, "The worker was stopped before it answered.",
					this.exchange.tries().current(), "cut at the drain's deadline");
			case TUNNEL -> Objects.requireNonNull(this.exchange.tunnel()).cut();
			case ANSWERING -> abort(this.exchange.tries().current(), "cut at the drain's deadline");
			default -> broken("cut at the drain's deadline");
		}
	}

	/**
	 * The worker's process has ended. An answer that waits in the socket for a slow
	 * client is still worth something.
	 */
	void workerGone() {
		if (this.exchange.stage() == Stage.TUNNEL) {
			this.exchange.abort();
		}
		else if (this.exchange.stage() != Stage.ANSWERING || this.exchange.client().output().isWritable()) {
			broken("worker has ended");
		}
	}

	/**
	 * The request's body is malformed. The worker never sees its end.
	 * @param refusal why
	 */
	void bodyRefused(Refusal refusal) {
		if (this.exchange.tries().reached() == Reached.ANSWER) {
			this.exchange.abort();
		}
		else {
			answer(OwnAnswer.to(refusal));
		}
	}

	/**
	 * The client's connection has waited too long.
	 * @param phase for what
	 */
	void timedOut(Phase phase) {
		Backend slow = this.exchange.tries().current();
		switch (phase) {
			case HOLD -> unserved(this.exchange.shared().explanation());
			case RESPONSE -> {
				if (slow != null) {
					slow.failed();
				}
				fail(504, "The worker did not answer in time.", slow, "no answer in time");
			}
			case BODY -> bodyStalled();
			case REST -> this.exchange.complete(false);
			default -> this.exchange.abort();
		}
	}

	/**
	 * The client takes its time while the worker's request threads are scarce.
	 */
	void dawdled() {
		this.exchange.shared()
			.failureLog()
			.cut(this.exchange.tries().current(), "a slow client, since too many of its request threads wait for such");
		if (this.exchange.tries().reached() == Reached.ANSWER) {
			this.exchange.abort();
		}
		else {
			answer(OwnAnswer.of(408, "The request's body did not arrive in time."));
		}
	}

	private void bodyStalled() {
		if (this.exchange.upward().isCongested()) {
			this.exchange.awaitMore();
		}
		else if (this.exchange.tries().reached() == Reached.ANSWER) {
			this.exchange.abort();
		}
		else {
			answer(OwnAnswer.of(408, "The request's body did not arrive in time."));
		}
	}

	private void answer(OwnAnswer answer) {
		AnswerForm form = this.exchange.shared().forms().of(answer, this.exchange.replay().asker());
		Course course = this.exchange.tries().course();
		course.answered(answer.status());
		course.passed(form.length(this.exchange.request().method()));
		this.exchange.answerHere(answer, form);
	}

}
