package io.bootcluster.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.bootcluster.NodeSeat;
import io.bootcluster.NodesLease;
import io.bootcluster.NodesView;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;

/**
 * The node's seat as this worker knows it from the primary. Safe from any thread.
 */
final class WorkerSeat implements NodeSeat {

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	private final WorkerId id;

	private final String node;

	private final WorkerLeadership leadership;

	private final Consumer<Message.Up> line;

	WorkerSeat(WorkerId id, String node, WorkerLeadership leadership, Consumer<Message.Up> line) {
		this.id = id;
		this.node = node;
		this.leadership = leadership;
		this.line = line;
	}

	@Override
	public String worker() {
		return this.id.slot() + "." + this.id.generation();
	}

	@Override
	public String node() {
		return this.node;
	}

	@Override
	public boolean isTaken() {
		return this.leadership.isSeated();
	}

	@Override
	public boolean isDeserted() {
		return this.leadership.isDeserted();
	}

	@Override
	public void seen(NodesView nodes, Map<String, String> refused) {
		this.line.accept(new Message.NodesSeen(nodes, refused));
	}

	@Override
	public void leadWith(NodesLease lease) {
		this.leadership.leadWith(lease);
	}

	@Override
	public void tell(Listener listener) {
		this.listeners.add(listener);
		this.leadership.tellSeat(listener::seated);
	}

	void viewed() {
		this.listeners.forEach(Listener::viewed);
	}

}
