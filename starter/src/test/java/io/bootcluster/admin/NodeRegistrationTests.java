package io.bootcluster.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import de.codecentric.boot.admin.client.registration.ApplicationRegistrator;
import de.codecentric.boot.admin.client.registration.RegistrationApplicationListener;
import io.bootcluster.ClusterView;
import io.bootcluster.NodeSeat;
import io.bootcluster.NodesLease;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeRegistration}.
 */
class NodeRegistrationTests implements ApplicationRegistrator, NodeSeat {

	private final List<String> done = new ArrayList<>();

	private volatile @Nullable ClusterView view;

	private volatile @Nullable Listener listener;

	private final NodeRegistration registration = registration(true);

	@Test
	void leaderRegistersOnceTheApplicationIsReady() {
		see("serving", "2.1 serving leads");
		assertThat(this.done).isEmpty();
		this.registration.ready();
		assertThat(this.done).containsExactly("register");
		see("serving", "2.1 serving", "3.1 serving leads");
		assertThat(this.done).containsExactly("register", "rest");
	}

	@Test
	void otherWorkersRegisterWhenTheyLead() {
		this.registration.ready();
		see("serving", "2.1 serving", "3.1 serving leads");
		assertThat(this.done).isEmpty();
		see("serving", "2.1 serving leads", "3.1 gone");
		assertThat(this.done).containsExactly("register");
	}

	@Test
	void nobodyTakesTheNodeOffTheListWhenAWorkerStops() {
		this.registration.ready();
		see("serving", "2.1 serving leads", "3.1 serving");
		see("serving", "2.1 draining", "3.1 serving leads");
		this.registration.closing();
		assertThat(this.done).containsExactly("register", "rest");
	}

	@Test
	void lastLeaderTakesTheNodeOffTheListWhenItStops() {
		this.registration.ready();
		see("serving", "2.1 serving leads", "3.1 serving");
		see("draining", "2.1 draining", "3.1 draining");
		this.registration.closing();
		assertThat(this.done).containsExactly("register", "rest", "deregister");
	}

	@Test
	void nobodyTakesTheNodeOffTheListUnlessThatIsAskedFor() {
		NodeRegistration keeping = registration(false);
		keeping.afterSingletonsInstantiated();
		keeping.ready();
		see("serving", "2.1 serving leads");
		see("draining", "2.1 draining");
		keeping.closing();
		assertThat(this.done).containsExactly("register", "rest");
	}

	@Test
	void closingWaitsForTheViewThatTells() {
		this.registration.ready();
		see("serving", "2.1 serving leads");
		Thread line = new Thread(() -> see("draining", "2.1 draining"));
		line.start();
		this.registration.closing();
		assertThat(this.done).containsExactly("register", "rest", "deregister");
	}

	private NodeRegistration registration(boolean deregisters) {
		NodeRegistration registration = new NodeRegistration(new Registrations(this), this, this,
				() -> Optional.ofNullable(this.view), deregisters);
		registration.afterSingletonsInstantiated();
		return registration;
	}

	private void see(String node, String... workers) {
		this.view = Views.of(node, workers);
		Listener told = this.listener;
		if (told != null) {
			told.viewed();
		}
	}

	@Override
	public boolean register() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void deregister() {
		this.done.add("deregister");
	}

	@Override
	public String getRegisteredId() {
		throw new UnsupportedOperationException();
	}

	@Override
	public String worker() {
		return "2.1";
	}

	@Override
	public boolean isTaken() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isDeserted() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void seen(NodesView nodes, Map<String, String> refused) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void leadWith(NodesLease lease) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void tell(Listener listener) {
		this.listener = listener;
	}

	/**
	 * Registers nobody anywhere.
	 */
	private final class Registrations extends RegistrationApplicationListener {

		private boolean runs;

		Registrations(ApplicationRegistrator registrator) {
			super(registrator);
		}

		@Override
		public void startRegisterTask() {
			if (!this.runs) {
				NodeRegistrationTests.this.done.add("register");
			}
			this.runs = true;
		}

		@Override
		public void stopRegisterTask() {
			if (this.runs) {
				NodeRegistrationTests.this.done.add("rest");
			}
			this.runs = false;
		}

	}

}
