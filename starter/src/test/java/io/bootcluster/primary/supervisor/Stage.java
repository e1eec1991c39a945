package io.bootcluster.primary.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bootcluster.ListenerAddress;
import io.bootcluster.ReloadProperties;
import io.bootcluster.Verdict;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import io.bootcluster.control.Part;

/**
 * A supervisor's turns with everything around it played: time, processes, lines.
 */
final class Stage extends FakeLine implements WorkerLauncher, LifeListener {

	static final SupervisorSettings.Deadlines DEADLINES = new SupervisorSettings.Deadlines(Duration.ofSeconds(120),
			Duration.ofSeconds(30), Duration.ofSeconds(10));

	static final ReloadProperties RELOAD = new ReloadProperties(1, Duration.ZERO, null, Duration.ofSeconds(10),
			Duration.ZERO, 0.05);

	static final SupervisorSettings.Restart RESTART = new SupervisorSettings.Restart(Duration.ofMillis(200),
			Duration.ofSeconds(30));

	final Set<String> gone = new HashSet<>();

	final SortedMap<WorkerId, FakeProcess> processes = new TreeMap<>();

	final FakeGate gate = new FakeGate();

	final FakeTraffic traffic = new FakeTraffic();

	final Map<WorkerId, Part> parts = new HashMap<>();

	final List<String> watched = new ArrayList<>();

	final List<String> answers = new ArrayList<>();

	final SortedMap<WorkerId, String> examined = new TreeMap<>();

	final CompletableFuture<Optional<Path>> examination = new CompletableFuture<>();

	final List<Picture> pictures = new ArrayList<>();

	final Turn turn;

	String refusal;

	int refusals;

	private final Deque<Supervisor.Event> events = new ArrayDeque<>();

	private Duration time = Duration.ofDays(1);

	Stage(int workers, int startsAtOnce) {
		this(workers, startsAtOnce, "");
	}

	Stage(int workers, int startsAtOnce, String refusal) {
		this(settings(workers, startsAtOnce, 100), refusal);
	}

	Stage(SupervisorSettings settings, String refusal) {
		this.refusal = refusal;
		Surroundings surroundings = new Surroundings(this, this.traffic.requests(this.gate), this::send, this,
				new Surroundings.Time(() -> this.time.toNanos(), () -> Instant.EPOCH.plus(this.time)));
		this.turn = new Turn(settings, "old", surroundings, this.events::add);
		tell(Supervisor.Event.TICK);
	}

	static SupervisorSettings settings(int workers, int startsAtOnce, int most) {
		return settings(workers, startsAtOnce, most, RELOAD);
	}

	static SupervisorSettings settings(int workers, int startsAtOnce, int most, ReloadProperties reload) {
		return settings(workers, startsAtOnce, most, reload, RecycleLimits.none());
	}

	static SupervisorSettings settings(int workers, int startsAtOnce, int most, ReloadProperties reload,
			RecycleLimits recycle) {
		return new SupervisorSettings(new SupervisorSettings.Size(workers, startsAtOnce, most, "so the figures say"),
				reload, DEADLINES, RESTART, recycle);
	}

	/**
	 * A stage on which every worker serves.
	 */
	static Stage serving(int workers) {
		Stage stage = new Stage(workers, workers);
		stage.serveAll();
		return stage;
	}

	void serveAll() {
		while (!starting().isEmpty()) {
			starting().forEach(this::serve);
		}
	}

	void tell(Supervisor.Event event) {
		this.events.add(event);
		while (!this.events.isEmpty()) {
			this.turn.take(this.events.remove());
		}
	}

	void pass(Duration duration) {
		Duration end = this.time.plus(duration);
		while (this.time.compareTo(end) < 0) {
			Duration next = this.time.plusMillis(200);
			this.time = (next.compareTo(end) < 0) ? next : end;
			tell(Supervisor.Event.TICK);
		}
	}

	/**
	 * The whole process does not run for a while.
	 */
	void freeze(Duration duration) {
		this.time = this.time.plus(duration);
		tell(Supervisor.Event.TICK);
	}

	void listen(String worker) {
		say(worker, new Message.Listening(ListenerAddress.unix(Path.of("/run/w" + worker)), Optional.empty()));
	}

	void serve(String worker) {
		listen(worker);
		judge(worker, Finding.READY, "");
	}

	void say(String worker, Message.Up message) {
		tell((reports) -> reports.said(id(worker), message));
	}

	void judge(String worker, Finding finding, String reason) {
		tell((reports) -> reports.judged(new Verdict(id(worker), finding, reason)));
	}

	void die(String worker, int code) {
		process(worker).end(code);
		tell((reports) -> reports.lineClosed(id(worker)));
	}

	/**
	 * The requests of a closed worker end.
	 */
	void finish(String worker) {
		this.gate.finish(id(worker));
		tell(Supervisor.Event.TICK);
	}

	/**
	 * What a worker that is to be killed does has been kept.
	 */
	void kept() {
		this.examination.complete(Optional.empty());
		tell(Supervisor.Event.TICK);
	}

	void scale(int change) {
		tell((reports) -> reports.crew().scaleTo(reports.crew().wanted() + change));
	}

	void reload(String release) {
		tell((reports) -> reports.crew().rollouts().wish(Rollouts.Wish.of("wish", release)));
	}

	void stop() {
		tell((reports) -> reports.crew().end(Outcome.stopped()));
	}

	FakeProcess process(String worker) {
		return this.processes.get(id(worker));
	}

	Optional<Picture.Life> life(String worker) {
		return this.turn.picture().lives().stream().filter((life) -> life.id().equals(id(worker))).findFirst();
	}

	WorkerState state(String worker) {
		return life(worker).map((life) -> life.progress().state()).orElse(WorkerState.GONE);
	}

	/**
	 * Return the lives that have a process, as short names.
	 */
	List<String> alive() {
		return names(this.processes.keySet().stream().filter((id) -> this.processes.get(id).isRunning()).toList());
	}

	List<String> starting() {
		return alive().stream().filter((worker) -> state(worker) == WorkerState.STARTING).toList();
	}

	static WorkerId id(String worker) {
		String[] parts = worker.split("\\.");
		return new WorkerId(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
	}

	private static List<String> names(List<WorkerId> ids) {
		return ids.stream().map((id) -> id.slot() + "." + id.generation()).toList();
	}

	@Override
	public boolean has(String release) {
		return !this.gone.contains(release);
	}

	@Override
	public WorkerProcess launch(WorkerId worker, String release, Part part) throws IOException {
		if (!this.refusal.isEmpty() && release.equals("old")) {
			this.refusals++;
			throw new IOException(this.refusal);
		}
		this.parts.put(worker, part);
		FakeProcess process = new FakeProcess(100 + this.processes.size(), release);
		this.processes.put(worker, process);
		return process;
	}

	@Override
	public void listening(WorkerId worker, WorkerAddress address, long pid) {
		this.watched.add("watch " + worker);
	}

	@Override
	public void readiness(WorkerId worker, Message.Readiness readiness) {
		this.watched.add(worker + " ready=" + readiness.ready());
	}

	@Override
	public void beat(WorkerId worker, Message.Beat beat) {
		this.watched.add(worker + " beats");
	}

	@Override
	public CompletionStage<Optional<Path>> examine(WorkerId worker, WorkerProcess process, String reason) {
		this.examined.put(worker, reason);
		return this.examination;
	}

	@Override
	public void dismissed(WorkerId worker) {
		this.watched.add("forget " + worker);
	}

	@Override
	public void answered(String wish, String failure) {
		this.answers.add(wish + ":" + failure);
	}

	@Override
	public void turned() {
	}

	@Override
	public void changed(Picture picture) {
		this.pictures.add(picture);
	}

}
