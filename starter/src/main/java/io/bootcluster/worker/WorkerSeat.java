package io.bootcluster.worker;

import java.util.Map;
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

	private static final Listener NOBODY = new Listener() {

		@Override
		public void seated(boolean taken) {
		}

		@Override
		public void viewed() {
		}

	};

	private final WorkerId id;

	private final WorkerLeadership leadership;

	private final Consumer<Message.Up> line;

	private volatile Listener listener = NOBODY;

	WorkerSeat(WorkerId id, WorkerLeadership leadership, Consumer<Message.Up> line) {
		this.id = id;
		this.leadership = leadership;
		this.line = line;
	}

	@Override
	public String worker() {
		return this.id.slot() + "." + this.id.generation();
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
		this.listener = listener;
		this.leadership.tellSeat(listener::seated);
	}

	void viewed() {
		this.listener.viewed();
	}

}
