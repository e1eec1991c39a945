package io.bootcluster.primary.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.bootcluster.CloseReason;
import io.bootcluster.Measures;
import io.bootcluster.Prober;
import io.bootcluster.Traffic;
import io.bootcluster.TrafficGate;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;

/**
 * Owns the public ports and carries each request to one available worker and back: the
 * room's front door. Safe from any thread.
 */
public final class Dispatcher implements TrafficGate, Prober, Traffic, AutoCloseable {

	private final Shared shared;

	private final Loops loops;

	private final Gates gates;

	private final Probes probes;

	private final ConnectionLimit connections;

	/**
	 * Whether the public side speaks {@code https}.
	 */
	private final boolean secure;

	private final List<Listener> listeners = new ArrayList<>();

	private final CompletableFuture<Void> emptied = new CompletableFuture<>();

	private Dispatcher(DispatcherSettings settings) {
		this.shared = new Shared(settings, Transport.of(settings.listeners().transport()), System::nanoTime);
		this.secure = settings.listeners().main().tls().isPresent();
		this.loops = Loops.start(settings.listeners().threads(), this.shared);
		this.gates = new Gates(this.shared, this.loops.lanes());
		this.probes = new Probes(this.shared, this.loops.lanes());
		this.connections = new ConnectionLimit(settings.limits().maxConnections(), this::makeRoom,
				this::connectionsEnded);
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
		Dispatcher dispatcher = new Dispatcher(settings);
		try {
			dispatcher.bind(settings.listeners());
			return dispatcher;
		}
		catch (RuntimeException ex) {
			dispatcher.close();
			throw ex;
		}
	}

	/**
	 * Take the public listeners over from another process on this machine, which goes on
	 * accepting; here nothing is accepted before {@link #accept}.
	 * @param settings what to listen on, which must be what the other listens on, and how
	 * to behave
	 * @param socket where the other {@linkplain #handOver hands} its listeners over
	 * @return the open dispatcher
	 * @throws ListenException if the listeners were not those that are wanted
	 * @throws IllegalStateException if this transport cannot do that
	 */
	public static Dispatcher takeOver(DispatcherSettings settings, Path socket) {
		Dispatcher dispatcher = new Dispatcher(settings);
		try {
			if (!dispatcher.canHandOver()) {
				throw new IllegalStateException("Listeners can be taken over with epoll only");
			}
			dispatcher.claim(settings.listeners(), socket);
			return dispatcher;
		}
		catch (RuntimeException ex) {
			dispatcher.close();
			throw ex;
		}
	}

	/**
	 * Begin to accept on listeners that were taken over. Does nothing where they accept
	 * already.
	 */
	public void accept() {
		this.listeners.forEach(Listener::accept);
	}

	/**
	 * Return whether the listeners can be handed over to another process.
	 * @return {@code false} if this transport cannot do that
	 */
	public boolean canHandOver() {
		return this.shared.transport().canHandOver();
	}

	/**
	 * Hand the listeners over to the first process that asks, and go on accepting beside
	 * it: from then on a port is free only when both have closed it.
	 * @param socket path of the socket where it asks, in a directory that only this user
	 * may enter
	 * @return ends the wait, if nobody asks
	 */
	public AutoCloseable handOver(Path socket) {
		return ListenerOffer.make(socket, this.loops, this.listeners.stream().map(Listener::descriptor).toList());
	}

	private void bind(Listeners wanted) {
		each(wanted, (endpoint, door) -> Listener.bind(new Listener.Kind(endpoint, door), this.loops, this.connections,
				wanted.backlog()));
	}

	private void claim(Listeners wanted, Path socket) {
		try (ListenerClaim offered = ListenerClaim.receive(socket, this.loops)) {
			each(wanted, (endpoint, door) -> Listener.adopt(offered.take(endpoint), new Listener.Kind(endpoint, door),
					this.loops, this.connections));
		}
	}

	private void each(Listeners wanted, BiFunction<Endpoint, Door, Listener> opening) {
		this.listeners.add(opening.apply(wanted.main(), Door.MAIN));
		wanted.management().ifPresent((endpoint) -> this.listeners.add(opening.apply(endpoint, Door.MANAGEMENT)));
	}

	/**
	 * Return the port of the main listener.
	 * @return the port, as bound
	 */
	public int port() {
		return this.listeners.get(0).port();
	}

	/**
	 * Return the port of the management listener.
	 * @return the port, as bound, or -1 if there is none
	 */
	public int managementPort() {
		return (this.listeners.size() > 1) ? this.listeners.get(1).port() : -1;
	}

	@Override
	public void open(WorkerId worker, String release, WorkerAddress address) {
		this.gates.open(worker, release, address);
	}

	@Override
	public CompletionStage<Drained> close(WorkerId worker, CloseReason reason, Duration deadline) {
		return this.gates.close(worker, reason, deadline);
	}

	@Override
	public void explain(@Nullable String reason) {
		this.gates.explain(reason);
	}

	@Override
	public CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout) {
		return this.probes.probe(address, path, timeout);
	}

	@Override
	public CompletionStage<Answer> ask(WorkerAddress address, String path, Duration timeout) {
		return this.probes.ask(new Question(path, port(), this.secure), address, timeout);
	}

	@Override
	public Snapshot snapshot() {
		Map<WorkerId, Backend> backends = new HashMap<>();
		int inFlight = 0;
		long now = this.shared.nanos().getAsLong();
		for (BackendSet.Entry entry : this.shared.backends().entries()) {
			backends.put(entry.backend().id(), entry.counts(now));
			inFlight += entry.backend().inFlight();
		}
		Counters counters = this.shared.counters();
		return new Snapshot(this.shared.policy().toString(), this.connections.count(), inFlight, counters.held(),
				counters.requests(), counters.retries(), counters.failures(), backends);
	}

	@Override
	public Measures measures() {
		return this.shared.timings().measures(this.shared.counters().measured(this.connections.accepted()));
	}

	@Override
	public CompletionStage<List<InFlight>> inFlight(WorkerId worker) {
		return new InFlightRequests(this.shared, this.loops.lanes()).of(worker);
	}

	/**
	 * Go on accepting and answering, but tell clients with each answer to close: what
	 * keeps connections, such as a balancer, leaves bit by bit.
	 * @param draining whether to do so from now on
	 */
	public void drain(boolean draining) {
		this.shared.drain(draining);
	}

	/**
	 * Leave new connections to the process that has {@linkplain #handOver taken over}.
	 * Those that there are carry requests as before, and are told with each answer to
	 * close.
	 */
	public void retire() {
		this.shared.retire();
		this.listeners.forEach(Listener::close);
	}

	/**
	 * Close the listeners, so that their ports are free when this returns, and the idle
	 * connections a moment later, since a request may be on its way; the others are told
	 * to close with their current answer.
	 * @return completes, never exceptionally, when no client is connected any more
	 */
	public CompletionStage<Void> stopAccepting() {
		this.shared.stop();
		this.listeners.forEach(Listener::close);
		this.loops.lanes().forEach((lane) -> lane.execute(lane::stopAccepting));
		if (this.connections.count() == 0) {
			this.emptied.complete(null);
		}
		return this.emptied.minimalCompletionStage();
	}

	private void makeRoom() {
		this.loops.lanes().forEach((lane) -> lane.execute(lane::makeRoom));
	}

	private void connectionsEnded() {
		if (this.shared.isStopping()) {
			this.emptied.complete(null);
		}
	}

	/**
	 * Cut whatever is left and end all threads. May be called more than once.
	 */
	@Override
	public void close() {
		this.shared.stop();
		this.listeners.forEach(Listener::close);
		this.gates.close();
		this.loops.close();
		this.emptied.complete(null);
	}

}
