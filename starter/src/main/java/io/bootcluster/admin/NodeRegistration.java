package io.bootcluster.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import de.codecentric.boot.admin.client.registration.ApplicationRegistrator;
import de.codecentric.boot.admin.client.registration.RegistrationApplicationListener;
import io.bootcluster.ClusterView;
import io.bootcluster.NodeSeat;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Has the leader alone register the node, and nobody take it off the list before the node
 * ends. The instance is the same whoever registers it, so a new leader takes over
 * unnoticed. Safe from any thread.
 */
final class NodeRegistration implements NodeSeat.Listener, SmartInitializingSingleton {

	/**
	 * The view that tells is under way when a worker is told to stop.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition seen = this.lock.newCondition();

	private final RegistrationApplicationListener registrations;

	private final ApplicationRegistrator registrator;

	private final NodeSeat seat;

	private final Supplier<Optional<ClusterView>> views;

	private final boolean deregisters;

	private Standing standing = Standing.UNKNOWN;

	private boolean ready;

	/**
	 * Create it.
	 * @param registrations registers again and again while it is told to
	 * @param registrator registers and deregisters once
	 * @param seat tells of new views
	 * @param views the latest view
	 * @param deregisters whether the node is to be taken off the list when it ends
	 */
	NodeRegistration(RegistrationApplicationListener registrations, ApplicationRegistrator registrator, NodeSeat seat,
			Supplier<Optional<ClusterView>> views, boolean deregisters) {
		this.registrations = registrations;
		this.registrator = registrator;
		this.seat = seat;
		this.views = views;
		this.deregisters = deregisters;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.registrations.setAutoRegister(false);
		this.registrations.setAutoDeregister(false);
		this.seat.tell(this);
	}

	/**
	 * The application is ready: register it, if this worker leads.
	 */
	void ready() {
		see(() -> this.ready = true);
	}

	@Override
	public void seated(boolean taken) {
		// The view tells more, and comes right after.
	}

	@Override
	public void viewed() {
		see(() -> {
		});
	}

	private void see(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.views.get().ifPresent((view) -> this.standing = this.standing.see(view, this.seat.worker()));
			this.seen.signalAll();
			if (this.ready && this.standing.registers()) {
				this.registrations.startRegisterTask();
			}
			else {
				this.registrations.stopRegisterTask();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The application ends: register no more, and if the node ends too, say so.
	 */
	void closing() {
		see(() -> this.ready = false);
		if (this.deregisters && nodeEnds()) {
			this.registrator.deregister();
		}
	}

	private boolean nodeEnds() {
		this.lock.lock();
		try {
			long left = PATIENCE.toNanos();
			while (this.standing.spoke() && this.standing.fate().isEmpty() && left > 0) {
				left = this.seen.awaitNanos(left);
			}
			return this.standing.spoke() && this.standing.fate().filter(Standing.Fate.ENDS::equals).isPresent();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
