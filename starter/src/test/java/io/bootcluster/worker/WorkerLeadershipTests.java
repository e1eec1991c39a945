package io.bootcluster.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.bootcluster.NodesLease;
import io.bootcluster.control.Leading;
import io.bootcluster.control.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker leads with the seat and, where nodes are registered, the lease.
 */
class WorkerLeadershipTests {

	private final List<Message.Up> said = new ArrayList<>();

	private final List<Boolean> news = new ArrayList<>();

	private final WorkerLeadership leadership = new WorkerLeadership(this.said::add, false);

	private final Lease lease = new Lease();

	@Test
	void workerWithTheSeatLeadsWhereNodesAreNotRegistered() {
		this.leadership.lead(Map.of("task", Instant.EPOCH));
		assertThat(this.leadership.isLeader()).isTrue();
		assertThat(this.leadership.token()).isEmpty();
		assertThat(this.leadership.latest("task")).contains(Instant.EPOCH);
	}

	@Test
	void workerThatAwaitsALeaseDoesNotLead() {
		this.leadership.awaitLease();
		this.leadership.lead(Map.of());
		assertThat(this.leadership.isLeader()).isFalse();
	}

	@Test
	void workerLeadsWhileItHasSeatAndLeaseAndTellsEachChange() {
		this.leadership.leadWith(this.lease);
		this.leadership.tell(this.news::add);
		this.leadership.lead(Map.of());
		assertThat(this.leadership.isLeader()).isFalse();
		this.lease.become(7);
		assertThat(this.leadership.isLeader()).isTrue();
		assertThat(this.leadership.token()).hasValue(7);
		assertThat(this.leadership.term()).isEqualTo(7);
		this.lease.become(0);
		this.lease.become(8);
		this.leadership.stepDown();
		assertThat(this.leadership.token()).isEmpty();
		assertThat(this.news).containsExactly(true, false, true, false);
	}

	@Test
	void runBeginsOnlyIfNoOtherNodeHasBegunItAndIsToldToThePrimary() {
		this.leadership.leadWith(this.lease);
		this.leadership.lead(Map.of());
		this.lease.become(7);
		assertThat(this.leadership.begin("task", Instant.EPOCH)).isTrue();
		assertThat(this.leadership.begin("refused", Instant.EPOCH)).isFalse();
		assertThat(this.said).containsExactly(new Leading.Began("task", Instant.EPOCH));
	}

	/**
	 * A lease that a test gives and takes.
	 */
	private static final class Lease implements NodesLease {

		private long token;

		private Runnable listener = () -> {
		};

		void become(long token) {
			this.token = token;
			this.listener.run();
		}

		@Override
		public boolean isHeld() {
			return this.token > 0;
		}

		@Override
		public OptionalLong token() {
			return isHeld() ? OptionalLong.of(this.token) : OptionalLong.empty();
		}

		@Override
		public boolean begin(String task, Instant due) {
			return task.equals("task");
		}

		@Override
		public Optional<Instant> latest(String task) {
			return Optional.empty();
		}

		@Override
		public void tell(Runnable listener) {
			this.listener = listener;
		}

	}

}
