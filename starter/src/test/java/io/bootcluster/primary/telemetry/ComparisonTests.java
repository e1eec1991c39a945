package io.bootcluster.primary.telemetry;

import java.time.Instant;
import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Exit;
import io.bootcluster.ClusterView.Passed;
import io.bootcluster.ClusterView.Rollout;
import io.bootcluster.ClusterView.Wished;
import io.bootcluster.ClusterView.Worker;
import io.bootcluster.NodesView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTests {

	private static final Exit KILLED = new Exit("killed by signal 9 (KILL)", 137, Pictures.AT, false);

	private static final Worker SERVES = Pictures.worker(2, 1, "serving");

	@Test
	void ofWhenNothingChangedTellsNothing() {
		assertThat(lines(Pictures.of(SERVES), Pictures.of(Pictures.busy(SERVES, 70)))).isEmpty();
	}

	@Test
	void ofWhenLifeBeginsAndServesTellsBoth() {
		ClusterView before = Pictures.of("starting");
		ClusterView starting = Pictures.of("starting", Pictures.worker(2, 1, "starting"));
		assertThat(lines(before, starting)).containsExactly("worker.started 2.1 {from=cds, pid=1002, release=r1}");
		assertThat(lines(starting, Pictures.of(SERVES))).containsExactly("worker.serving 2.1 {gate=open, millis=2900}",
				"node.serving  {}");
	}

	@Test
	void ofWhenLifeServesAtFirstSightTellsThatItStarted() {
		assertThat(names(Pictures.of(), Pictures.of(SERVES))).containsExactly("worker.started", "worker.serving");
	}

	@Test
	void ofWhenLifeIsGoneTellsHowItEnded() {
		ClusterView now = Pictures.of(Pictures.worker(2, 1, "gone", null, KILLED));
		assertThat(lines(Pictures.of(SERVES), now))
			.containsExactly("worker.exited 2.1 {code=137, meaning=killed by signal 9 (KILL)}");
		assertThat(lines(now, now)).isEmpty();
	}

	@Test
	void ofWhenNextLifeIsThereAlreadyTellsHowTheOneBeforeEnded() {
		ClusterView now = Pictures.of(Pictures.worker(2, 2, "starting", null, KILLED));
		assertThat(lines(Pictures.of(SERVES), now)).containsExactly(
				"worker.exited 2.1 {code=137, meaning=killed by signal 9 (KILL)}",
				"worker.started 2.2 {from=cds, pid=1002, release=r1}");
	}

	@Test
	void ofWhenSlotIsNoLongerWantedTellsThatItsLifeEnded() {
		assertThat(lines(Pictures.of(SERVES), Pictures.of())).containsExactly("worker.exited 2.1 {}");
	}

	@Test
	void ofWhenOldExitIsStillShownDoesNotTakeItForTheNewOne() {
		ClusterView before = Pictures.of(Pictures.worker(2, 2, "serving", "open", KILLED));
		ClusterView now = Pictures.of(Pictures.worker(2, 3, "starting", null, KILLED));
		assertThat(lines(before, now)).first().isEqualTo("worker.exited 2.2 {}");
	}

	@Test
	void ofWhenSlotFailsAgainAndAgainSaysSoOnce() {
		ClusterView before = Pictures.of(Pictures.worker(2, 3, "starting", null, KILLED));
		Exit again = new Exit("exit code 1", 1, Pictures.AT.plusSeconds(1), false);
		ClusterView now = Pictures.of(Pictures.worker(2, 3, "errored", null, again));
		assertThat(lines(before, now)).containsExactly("worker.exited 2.3 {code=1, meaning=exit code 1}",
				"worker.errored 2.3 {restarts=2}");
		assertThat(lines(now, now)).isEmpty();
	}

	@Test
	void ofWhenGateChangesTellsBoth() {
		ClusterView now = Pictures.of(Pictures.worker(2, 1, "serving", "ejected", null));
		assertThat(lines(Pictures.of(SERVES), now)).containsExactly("worker.gate 2.1 {before=open, gate=ejected}");
	}

	@Test
	void ofWhenLifeDrainsTellsWhatItStillHas() {
		assertThat(lines(Pictures.of(SERVES), Pictures.of(Pictures.worker(2, 1, "draining"))))
			.containsExactly("worker.draining 2.1 {in-flight=1}");
	}

	@Test
	void ofWhenLeaderChangesTellsWhoWasBefore() {
		ClusterView before = Pictures.of(Pictures.leader(1, 1), SERVES);
		ClusterView nobody = Pictures.of(Pictures.worker(1, 1, "serving"), SERVES);
		ClusterView now = Pictures.of(Pictures.worker(1, 1, "serving"), Pictures.leader(2, 1));
		assertThat(lines(before, now)).containsExactly("leader.changed 2.1 {before=1.1}");
		assertThat(lines(before, nobody)).isEmpty();
		assertThat(lines(nobody, now)).containsExactly("leader.changed 2.1 {}");
	}

	@Test
	void ofWhenNodeDrainsAndServesAgainTellsBoth() {
		assertThat(names(Pictures.of("serving"), Pictures.of("draining"))).containsExactly("node.draining");
		assertThat(names(Pictures.of("draining"), Pictures.of("serving"))).containsExactly("node.resumed");
	}

	@Test
	void ofWhenMoreWorkersAreWantedTellsHowMany() {
		assertThat(lines(wanting(2), wanting(3))).containsExactly("workers.wanted  {before=2, workers=3}");
		assertThat(lines(Pictures.of("serving"), wanting(3))).isEmpty();
	}

	private static ClusterView wanting(int workers) {
		ClusterView view = Pictures.of("serving");
		return new ClusterView(new ClusterView.Node("n1", "host:8080", "serving", Pictures.AT, List.of(), workers),
				view.release(), view.workers(), view.dispatcher(), view.wishes(), view.postMortems());
	}

	@Test
	void ofWhenRolloutBeginsAndEndsTellsBoth() {
		ClusterView before = Pictures.of("serving");
		ClusterView running = rolling("running", List.of());
		ClusterView done = rolling("withdrawn",
				List.of(new Passed("1.1-1", "r2", "withdrawn", "too slow", Pictures.AT)));
		assertThat(lines(before, running)).containsExactly("rollout.started  {id=1.1-1, release=r2}");
		assertThat(lines(running, done)).containsExactly("rollout.withdrawn  {id=1.1-1, reason=too slow, release=r2}");
		assertThat(lines(done, done)).isEmpty();
	}

	/**
	 * As a node draws it: what is wanted is the release before, until the roll-out is
	 * done.
	 */
	private static ClusterView rolling(String state, List<Passed> history) {
		return Pictures.of("serving",
				new ClusterView.Release("r1", new Rollout("1.1-1", state, null, "r2", Pictures.AT), history), 0);
	}

	@Test
	void ofWhenWishEndsBetweenTwoPicturesTellsThatItWasHeardFirst() {
		ClusterView now = Pictures.of(SERVES)
			.withWishes(List.of(new Wished("hup-1", "restart 2", "failed", "no such slot", Instant.EPOCH)));
		assertThat(lines(Pictures.of(SERVES), now)).containsExactly("wish.heard  {id=hup-1, wish=restart 2}",
				"wish.failed  {id=hup-1, reason=no such slot, wish=restart 2}");
	}

	@Test
	void ofWhenReasonIsLongCutsIt() {
		ClusterView now = Pictures.of(SERVES)
			.withWishes(List.of(new Wished("hup-1", "reload", "failed", "x".repeat(9000), Instant.EPOCH)));
		assertThat(Comparison.of(Pictures.of(SERVES), now).get(1).details().get("reason")).hasSize(503);
	}

	@Test
	void ofWhenSomethingWasKeptTellsWhere() {
		ClusterView now = Pictures.of(SERVES)
			.withPostMortems(List.of(new ClusterView.PostMortem("/tmp/x", "2.1", "hung", Pictures.AT)));
		assertThat(lines(Pictures.of(SERVES), now)).containsExactly("post-mortem.kept 2.1 {path=/tmp/x, reason=hung}");
	}

	@Test
	void ofWhenNodesComeAndGoTellsWhich() {
		NodesView both = new NodesView(List.of(node("a", "serving"), node("b", "serving")), new NodesView.Lead("a", 1),
				null, null);
		NodesView one = new NodesView(List.of(node("b", "draining")), new NodesView.Lead("b", 2), null, null);
		ClusterView before = Pictures.of(SERVES).withNodes(both);
		assertThat(lines(Pictures.of(SERVES), before)).containsExactly("nodes.changed  {came=a, b, leader=a, nodes=2}");
		assertThat(lines(before, Pictures.of(SERVES).withNodes(one)))
			.containsExactly("nodes.changed  {leader=b, left=a, nodes=1, states=b draining}");
		assertThat(lines(before, before)).isEmpty();
	}

	private static NodesView.Node node(String id, String state) {
		return new NodesView.Node(id, id + ":80", state, 2, "r1", 0, Pictures.AT);
	}

	private static List<String> lines(ClusterView before, ClusterView now) {
		return Comparison.of(before, now)
			.stream()
			.map((each) -> each.name() + " " + each.worker() + " " + each.details())
			.toList();
	}

	private static List<String> names(ClusterView before, ClusterView now) {
		return Comparison.of(before, now).stream().map(Happening::name).toList();
	}

}
