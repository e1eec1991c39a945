package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.bootcluster.CloseReason;
import io.bootcluster.Prober;
import io.bootcluster.Traffic;
import io.bootcluster.TrafficGate;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;

/**
 * Owns the public ports and carries each request to one available worker and back: the
 * room's front door. Safe from any thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Dispatcher implements TrafficGate, Prober, Traffic, AutoCloseable {

	private Dispatcher() {
	}

	/**
	 * Bind the public listeners and accept connections; requests are held until a gate
	 * opens.
	 * @param settings what to bind and how to behave
	 * @return the open dispatcher
	 * @throws ListenException if a listener could not be bound
	 * @throws TransportUnavailableException if the transport asked for does not work here
	 */
	public static Dispatcher open(DispatcherSettings settings) {
		throw new UnsupportedOperationException("Not yet: " + settings);
	}

	/**
	 * Return the port of the main listener.
	 * @return the port, as bound
	 */
	public int port() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Return the port of the management listener.
	 * @return the port, as bound, or -1 if there is none
	 */
	public int managementPort() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void open(WorkerId worker, WorkerAddress address) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Drained> close(WorkerId worker, CloseReason reason, Duration deadline) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void explain(@Nullable String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Snapshot snapshot() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Close the listeners, so that their ports are free when this returns, and the idle
	 * connections; the others are told to close with their current answer.
	 * @return completes, never exceptionally, when no client is connected any more
	 */
	public CompletionStage<Void> stopAccepting() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Cut whatever is left and end all threads. May be called more than once.
	 */
	@Override
	public void close() {
		throw new UnsupportedOperationException();
	}

}
