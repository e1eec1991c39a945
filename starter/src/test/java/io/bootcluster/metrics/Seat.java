package io.bootcluster.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.bootcluster.NodeSeat;
import io.bootcluster.NodesLease;
import io.bootcluster.NodesView;

/**
 * A node's seat that tests give and take.
 */
final class Seat implements NodeSeat {

	private final List<Listener> listeners = new ArrayList<>();

	private boolean taken;

	void take() {
		this.taken = true;
		this.listeners.forEach((listener) -> listener.seated(true));
	}

	void leave() {
		this.taken = false;
		this.listeners.forEach((listener) -> listener.seated(false));
	}

	@Override
	public String worker() {
		return "1.1";
	}

	@Override
	public boolean isTaken() {
		return this.taken;
	}

	@Override
	public boolean isDeserted() {
		return false;
	}

	@Override
	public void seen(NodesView nodes, Map<String, String> refused) {
	}

	@Override
	public void leadWith(NodesLease lease) {
	}

	@Override
	public void tell(Listener listener) {
		this.listeners.add(listener);
		listener.seated(this.taken);
	}

}
