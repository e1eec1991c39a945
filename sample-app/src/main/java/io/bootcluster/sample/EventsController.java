package io.bootcluster.sample;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.bootcluster.ClusterMember;
import jakarta.annotation.PreDestroy;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends a server-sent event each 100 ms until the client goes.
 */
@RestController
class EventsController {

	private static final long NEVER = 0L;

	private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(2);

	private final ClusterMember member;

	EventsController(ClusterMember member) {
		this.member = member;
	}

	@GetMapping("/api/events")
	SseEmitter events() {
		SseEmitter emitter = new SseEmitter(NEVER);
		AtomicLong numbers = new AtomicLong();
		Future<?> ticking = this.ticker.scheduleAtFixedRate(() -> send(emitter, numbers.incrementAndGet()), 0, 100,
				TimeUnit.MILLISECONDS);
		emitter.onCompletion(() -> ticking.cancel(false));
		emitter.onError((ex) -> ticking.cancel(false));
		return emitter;
	}

	private void send(SseEmitter emitter, long number) {
		try {
			emitter.send(new Event(this.member.slot(), number, System.currentTimeMillis()));
		}
		catch (IOException | IllegalStateException ex) {
			emitter.completeWithError(ex);
			throw new ClientGoneException(ex);
		}
	}

	@PreDestroy
	void close() {
		this.ticker.shutdownNow();
	}

	/**
	 * One event.
	 *
	 * @param worker who sends it
	 * @param number how many there were, this one included
	 * @param at when it was sent, milliseconds since the epoch
	 */
	record Event(int worker, long number, long at) {
	}

	/**
	 * Ends the ticking for a client that is not there any more.
	 */
	static final class ClientGoneException extends RuntimeException {

		ClientGoneException(Exception cause) {
			super(cause);
		}

	}

}
