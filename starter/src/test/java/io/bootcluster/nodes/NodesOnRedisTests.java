package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.bootcluster.NodesView;
import io.bootcluster.session.QuickRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes in a real Redis, with clocks of their own.
 */
class NodesOnRedisTests {

	private static RedisProcesses redis;

	private static int port;

	private static QuickRedis way;

	private final AtomicLong nanos = new AtomicLong();

	private NodesStore store;

	private SceneNode a;

	private SceneNode b;

	@BeforeAll
	static void start() throws Exception {
		redis = new RedisProcesses();
		port = redis.alone();
		MockEnvironment environment = new MockEnvironment().withProperty("spring.data.redis.host", "127.0.0.1")
			.withProperty("spring.data.redis.port", Integer.toString(port));
		way = QuickRedis.forNodes(
				new QuickRedis.Choice(environment, Optional.empty(), Optional.empty(), Optional.empty()),
				Duration.ofSeconds(1));
	}

	@AfterAll
	static void stop() throws Exception {
		if (way != null) {
			way.close();
			redis.close();
		}
	}

	@BeforeEach
	void empty() throws Exception {
		redis.command(port, "FLUSHALL");
		this.store = new RedisNodes(way.connectionFactory(), "test");
		this.a = new SceneNode(this.store, this.nanos, "a", "10.0.0.1:8080", "1.1");
		this.b = new SceneNode(this.store, this.nanos, "b", "10.0.0.2:8080", "1.1");
	}

	/**
	 * Both nodes' time passes.
	 */
	private void pass(Duration time) {
		for (long left = time.toMillis(); left > 0; left -= 100) {
			this.nanos.addAndGet(Duration.ofMillis(100).toNanos());
			this.a.turn();
			this.b.turn();
			assertThat(this.a.lease.isHeld() && this.b.lease.isHeld()).as("two leaders").isFalse();
		}
	}

	/**
	 * A look may fail on a busy machine, and be forgiven.
	 */
	private void passUntil(BooleanSupplier condition) {
		for (int i = 0; i < 120 && !condition.getAsBoolean(); i++) {
			pass(Duration.ofMillis(100));
		}
		assertThat(condition.getAsBoolean()).isTrue();
	}

	@Test
	void nodesSeeEachOtherAfterTheQuietPeriod() {
		this.a.turn();
		this.b.turn();
		assertThat(this.a.ids()).containsExactly("a");
		passUntil(() -> this.a.ids().equals(List.of("a", "b")) && this.b.ids().equals(List.of("a", "b")));
		assertThat(this.a.latest().problem()).isNull();
	}

	@Test
	void drainingIsSeenBeforeTheNodeIsGone() {
		passUntil(() -> this.a.ids().equals(List.of("a", "b")));
		this.b.become("draining", true);
		this.b.turn();
		passUntil(() -> this.a.latest().find("b").filter((node) -> node.state().equals("draining")).isPresent());
		this.b.become("draining", false);
		passUntil(() -> this.a.ids().equals(List.of("a")));
	}

	@Test
	void nodeWhosePrimaryIsGoneIsForgottenAtOnce() {
		passUntil(() -> this.a.ids().equals(List.of("a", "b")));
		this.b.deserted = true;
		this.b.stepDown();
		passUntil(() -> this.a.ids().equals(List.of("a")));
	}

	@Test
	void idOfAnotherNodeIsRefusedAndTold() {
		pass(Duration.ofSeconds(1));
		SceneNode twin = new SceneNode(this.store, this.nanos, "a", "10.0.0.9:8080", "1.1");
		twin.turn();
		assertThat(twin.latest().problem()).contains("'a'", "10.0.0.1:8080", "bootcluster.nodes.id");
		assertThat(this.store.latest("x")).isEmpty();
		pass(Duration.ofSeconds(1));
		assertThat(this.a.latest().problem()).isNull();
		assertThat(this.a.latest().find("a")).map(NodesView.Node::address).contains("10.0.0.1:8080");
	}

	@Test
	void nodeThatIsBornAgainTakesItsPlaceAndTheEarlierLifeSaysSo() {
		pass(Duration.ofSeconds(1));
		SceneNode reborn = new SceneNode(this.store, this.nanos, "a", "10.0.0.1:8080", "1.1",
				Instant.parse("2026-01-01T13:00:00Z"));
		reborn.turn();
		assertThat(reborn.latest().problem()).isNull();
		pass(Duration.ofSeconds(1));
		assertThat(this.a.latest().problem()).contains("a later one");
	}

	@Test
	void leaseIsTakenWhenNobodyHasHeldItForTheExpiry() {
		pass(Duration.ofMillis(4900));
		assertThat(this.a.lease.isHeld() || this.b.lease.isHeld()).isFalse();
		pass(Duration.ofMillis(1200));
		assertThat(this.a.lease.isHeld() || this.b.lease.isHeld()).isTrue();
	}

	@Test
	void leaseThatIsGivenBackIsTakenWithAHigherToken() {
		SceneNode leader = leader();
		SceneNode other = (leader == this.a) ? this.b : this.a;
		long token = leader.lease.token().orElseThrow();
		leader.stepDown();
		leader.turn();
		assertThat(leader.lease.isHeld()).isFalse();
		other.turns(Duration.ofMillis(1200));
		assertThat(other.lease.token().orElseThrow()).isGreaterThan(token);
		assertThat(other.latest().lead())
			.isEqualTo(new NodesView.Lead(other.view.node().id(), other.lease.token().orElseThrow()));
	}

	@Test
	void otherWorkerOfTheLeadersNodeTakesTheLeaseAtOnce() {
		SceneNode leader = leader();
		long token = leader.lease.token().orElseThrow();
		leader.lease.forget();
		SceneNode next = new SceneNode(this.store, this.nanos, leader.view.node().id(), leader.view.node().address(),
				"2.1");
		next.told.add(leader.latest());
		next.turn();
		assertThat(next.lease.token().orElseThrow()).isGreaterThan(token);
	}

	@Test
	void leaderThatWasStoppedHoldsNothingAndBeginsNothing() {
		SceneNode leader = leader();
		SceneNode other = (leader == this.a) ? this.b : this.a;
		long token = leader.lease.token().orElseThrow();
		NodeLife life = new NodeLife(leader.view.node().id(), leader.view.node().startedAt(), "1.1");
		assertThat(this.store.begin(life, token, "task", Instant.ofEpochSecond(10))).isTrue();
		other.turns(Duration.ofMillis(6200));
		assertThat(leader.lease.isHeld()).isFalse();
		assertThat(other.lease.isHeld()).isTrue();
		assertThat(this.store.begin(life, token, "task", Instant.ofEpochSecond(11))).isFalse();
		assertThat(other.lease.begin("task", Instant.ofEpochSecond(10))).isFalse();
		assertThat(other.lease.begin("task", Instant.ofEpochSecond(11))).isTrue();
		assertThat(other.lease.begin("task", Instant.ofEpochSecond(11))).isFalse();
		assertThat(leader.lease.latest("task")).contains(Instant.ofEpochSecond(11));
		leader.turn();
		assertThat(leader.lease.isHeld()).isFalse();
	}

	@Test
	void redisThatForgetsEverythingLosesNoNodeAndTokensGrow() throws Exception {
		long token = leader().lease.token().orElseThrow();
		pass(Duration.ofSeconds(1));
		redis.command(port, "FLUSHALL");
		for (int i = 0; i < 70; i++) {
			pass(Duration.ofMillis(100));
			assertThat(this.a.ids()).containsExactly("a", "b");
			assertThat(this.b.ids()).containsExactly("a", "b");
		}
		assertThat(leader().lease.token().orElseThrow()).isGreaterThan(token);
	}

	@Test
	void staleLeaseThatAFailoverBroughtBackIsNotRenewed() throws Exception {
		SceneNode first = leader();
		SceneNode second = (first == this.a) ? this.b : this.a;
		NodesStore.Look before = this.store.look(sign(first));
		second.turns(Duration.ofMillis(6200));
		long token = second.lease.token().orElseThrow();
		redis.command(port, "SET bootcluster:{test}:leader '" + before.lease() + "'");
		redis.command(port, "SET bootcluster:{test}:token " + before.token());
		pass(Duration.ofMillis(4800));
		assertThat(first.lease.isHeld()).isFalse();
		assertThat(leader().lease.token().orElseThrow()).isGreaterThan(token);
	}

	@Test
	void rolloutIsWrittenOnlyIfItIsWhatItWas() {
		RolloutTurn.Writing writing = new RolloutTurn.Writing("{\"a\":1}", Duration.ofSeconds(30));
		assertThat(this.store.write("", writing)).isTrue();
		assertThat(this.store.write("", writing)).isFalse();
		assertThat(this.store.write("{\"a\":1}", new RolloutTurn.Writing("{\"a\":2}", Duration.ofSeconds(30))))
			.isTrue();
		assertThat(this.store.look(sign(this.a)).rollout()).isEqualTo("{\"a\":2}");
	}

	@Test
	void recordsThatAreNoneAreLeftOut() throws Exception {
		redis.command(port, "ZADD bootcluster:{test}:beats 9999999999999 x 9999999999999 y");
		redis.command(port, "HSET bootcluster:{test}:nodes x garbage y '{\"id\":\"y\",\"address\":\"e;vil:80\"}'");
		assertThat(this.store.look(sign(this.a)).records()).extracting(NodeRecord::id).containsExactly("a");
	}

	private NodesStore.Sign sign(SceneNode node) {
		NodeRecord record = NodeRecord.of(node.view, "");
		return new NodesStore.Sign(new NodeLife(record.id(), Instant.ofEpochMilli(record.startedAt()), "1.1"), record,
				SceneNode.EXPIRY, node.lease.isHeld(), node.lease.token().orElse(0), "", 0);
	}

	private SceneNode leader() {
		for (int i = 0; i < 80 && !this.a.lease.isHeld() && !this.b.lease.isHeld(); i++) {
			pass(Duration.ofMillis(100));
		}
		return this.a.lease.isHeld() ? this.a : this.b;
	}

}
