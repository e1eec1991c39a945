package io.bootcluster.primary.dispatch;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections of one event loop to one private listener of one worker. The one used
 * last is used next, so that spare ones stay quiet. Confined to its event loop.
 */
final class Pool {

	private final Lane lane;

	private final Backend backend;

	private final SocketAddress target;

	private final ArrayDeque<WorkerConnection> idle = new ArrayDeque<>();

	private final Set<WorkerConnection> all = new LinkedHashSet<>();

	private boolean closed;

	Pool(Lane lane, Backend backend, SocketAddress target) {
		this.lane = lane;
		this.backend = backend;
		this.target = target;
	}

	Backend backend() {
		return this.backend;
	}

	/**
	 * Give a request a connection: at once if one is idle, else when it is made.
	 * @param exchange the request
	 */
	void acquire(Exchange exchange) {
		WorkerConnection connection = this.idle.pollFirst();
		if (connection != null) {
			connection.carry(exchange);
			exchange.upward().assigned(connection);
			exchange.connected(connection);
			return;
		}
		WorkerConnection fresh = new WorkerConnection(this);
		this.all.add(fresh);
		fresh.carry(exchange);
		exchange.upward().assigned(fresh);
		this.lane.connect(fresh, this.target);
	}

	void release(WorkerConnection connection) {
		if (this.closed) {
			connection.close();
			return;
		}
		this.idle.addFirst(connection);
	}

	void forget(WorkerConnection connection) {
		this.all.remove(connection);
		this.idle.remove(connection);
	}

	/**
	 * Close the idle connections now and the others when they are given back.
	 */
	void close() {
		this.closed = true;
		List.copyOf(this.idle).forEach(WorkerConnection::close);
	}

	/**
	 * Return the requests that are on a connection.
	 * @return a copy
	 */
	List<Exchange> exchanges() {
		List<Exchange> exchanges = new ArrayList<>();
		for (WorkerConnection connection : this.all) {
			Exchange exchange = connection.exchange();
			if (exchange != null) {
				exchanges.add(exchange);
			}
		}
		return exchanges;
	}

}
