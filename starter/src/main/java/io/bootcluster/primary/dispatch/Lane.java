package io.bootcluster.primary.dispatch;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.bootcluster.primary.dispatch.http.RequestIds;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.HttpLimits;
import io.bootcluster.primary.dispatch.http.RequestHead;

/**
 * Everything that one event loop owns: its clients, its connections to workers, its held
 * requests and its deadlines. Requests never leave their lane. Confined to its event
 * loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Lane {

	/**
	 * The share of the connections that may be closed to make room, as in Nginx, and how
	 * many at once.
	 */
	private static final int PARTS = 16;

	private static final int MOST_AT_ONCE = 32;

	/**
	 * A client that was served just now may send its next request at any moment.
	 */
	private static final long SETTLED = Duration.ofSeconds(1).toNanos();

	private final EventLoop loop;

	private final Shared shared;

	private final Chooser chooser;

	private final Deadlines deadlines;

	private final HoldQueue held;

	private final HttpLimits requestLimits;

	private final Laggards laggards;

	private final @Nullable RequestIds requestIds;

	private @Nullable RequestHead spareHead;

	private final Map<Backend, EnumMap<Door, Pool>> pools = new HashMap<>();

	private final Set<ClientConnection> clients = new LinkedHashSet<>();

	Lane(EventLoop loop, Shared shared, int lanes) {
		this.loop = loop;
		this.shared = shared;
		this.chooser = new Chooser(Balancer.of(shared.policy()));
		this.held = new HoldQueue(shared);
		this.requestLimits = HttpLimits.forRequests(shared.limits().headBytes());
		this.deadlines = new Deadlines(shared.nanos(), this::wake);
		this.requestIds = shared.isNaming() ? new RequestIds() : null;
		this.laggards = new Laggards(this, shared.limits().requestThreads(), lanes);
	}

	private void wake() {
		this.loop.schedule(this.deadlines::turn, Deadlines.TICK.toMillis(), TimeUnit.MILLISECONDS);
	}

	EventLoop loop() {
		return this.loop;
	}

	/**
	 * Do something on the event loop, unless it is ending.
	 * @param task what to do
	 * @return whether it will be done
	 */
	boolean execute(Runnable task) {
		try {
			this.loop.execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	Shared shared() {
		return this.shared;
	}

	Deadlines deadlines() {
		return this.deadlines;
	}

	HttpLimits requestLimits() {
		return this.requestLimits;
	}

	/**
	 * Lend what reads a request's head. Few are read in more than one piece, so that one
	 * is nearly always enough for all clients.
	 * @return one that is ready for a head's first byte
	 */
	RequestHead takeHead() {
		RequestHead taken = this.spareHead;
		this.spareHead = null;
		return (taken != null) ? taken : new RequestHead(this.requestLimits, this.requestIds);
	}

	void giveBack(RequestHead used) {
		used.reset();
		this.spareHead = used;
	}

	HoldQueue held() {
		return this.held;
	}

	Set<ClientConnection> clients() {
		return this.clients;
	}

	/**
	 * Choose a worker for a request.
	 * @param door the listener that the request came through
	 * @param tried workers that had it before
	 * @return the worker, or {@code null} if none can take it now
	 */
	@Nullable Backend choose(Door door, List<Backend> tried) {
		return this.chooser.choose(this.shared.backends(), door, tried, this.deadlines.now());
	}

	/**
	 * Return who keeps slow clients from taking all request threads of a worker.
	 * @return the rule
	 */
	Laggards laggards() {
		return this.laggards;
	}

	Pool pool(Backend backend, Door door) {
		EnumMap<Door, Pool> doors = this.pools.get(backend);
		Pool pool = (doors != null) ? doors.get(door) : null;
		return (pool != null) ? pool : open(backend, door);
	}

	private Pool open(Backend backend, Door door) {
		Pool pool = new Pool(this, backend, Objects.requireNonNull(backend.target(door)));
		this.pools.computeIfAbsent(backend, (key) -> new EnumMap<>(Door.class)).put(door, pool);
		return pool;
	}

	private Collection<Pool> pools(Backend backend) {
		EnumMap<Door, Pool> doors = this.pools.get(backend);
		return (doors != null) ? doors.values() : List.of();
	}

	/**
	 * Make a connection to a worker.
	 * @param connection what handles it
	 * @param target where the worker listens
	 */
	void connect(WorkerConnection connection, SocketAddress target) {
		new Connecting(connection, bootstrap(target), target).begin(this.shared.timeouts().connect());
	}

	/**
	 * Return what makes connections to a worker.
	 * @param target where the worker listens
	 * @return a fresh bootstrap
	 */
	Bootstrap bootstrap(SocketAddress target) {
		Transport transport = this.shared.transport();
		return new Bootstrap().group(this.loop)
			.channelFactory(() -> transport.toWorker(target))
			.option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
			.option(ChannelOption.AUTO_CLOSE, false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) this.shared.timeouts().connect().toMillis());
	}

	/**
	 * Look for workers again on behalf of the held requests.
	 */
	void backendsChanged() {
		this.held.release();
	}

	/**
	 * Close the connections to a worker that has ended. What it has answered already may
	 * still be under way in the sockets, so that the requests that it has get another
	 * moment to see their end.
	 * @param backend the worker
	 */
	void gone(Backend backend) {
		for (Pool pool : pools(backend)) {
			pool.close();
		}
		new Deadline(this.deadlines, () -> bury(backend)).in(0);
	}

	private void bury(Backend backend) {
		exchanges(backend).forEach((exchange) -> exchange.mishaps().workerGone());
		this.pools.remove(backend);
	}

	/**
	 * Return the requests that a worker has.
	 * @param backend the worker
	 * @return a copy
	 */
	List<Exchange> exchanges(Backend backend) {
		List<Exchange> exchanges = new ArrayList<>();
		pools(backend).forEach((pool) -> exchanges.addAll(pool.exchanges()));
		return exchanges;
	}

	/**
	 * Return the requests of a worker that have become tunnels.
	 * @param backend the worker
	 * @return a copy
	 */
	List<Tunnel> tunnels(Backend backend) {
		return exchanges(backend).stream().map(Exchange::tunnel).filter(Objects::nonNull).toList();
	}

	/**
	 * Close connections that have waited longest for a request, so that others find room.
	 */
	void makeRoom() {
		long now = this.deadlines.now();
		int few = Math.min(Math.max(this.clients.size() / PARTS, 1), MOST_AT_ONCE);
		this.clients.stream()
			.filter((client) -> client.isIdle() && now - client.waiting().idleSince() >= SETTLED)
			.sorted(Comparator.comparingLong((client) -> client.waiting().idleSince() - now))
			.limit(few)
			.toList()
			.forEach((client) -> client.abort(true));
	}

	void stopAccepting() {
		List.copyOf(this.clients).forEach(ClientConnection::stopAccepting);
	}

	/**
	 * Close all connections.
	 */
	void close() {
		List.copyOf(this.clients).forEach((client) -> client.abort(true));
		this.pools.values().forEach((targets) -> targets.values().forEach(Pool::close));
	}

}
