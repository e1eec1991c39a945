package io.bootcluster.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Measures;
import io.bootcluster.RestartSettings;
import io.bootcluster.Sample;
import io.bootcluster.Wish;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Assignment;
import io.bootcluster.control.Leading;
import io.bootcluster.control.LineClient;
import io.bootcluster.control.Message;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * This JVM as a worker: who it is, what it was told, and its end of the line. One for
 * each JVM, however many applications it runs. Safe from any thread.
 */
final class Worker implements ClusterMember, ClusterOperations {

	private static final Duration ASSIGNMENT_DEADLINE = Duration.ofSeconds(10);

	private static @Nullable Worker ofThisProcess;

	private final Told told = new Told();

	private final WorkerId id;

	private final Assignment assignment;

	private final ClusterSecret secret;

	private final AskToken askToken;

	private final Consumer<Message.Up> line;

	private final Departure departure;

	private final WorkerLeadership leadership;

	private final WorkerSeat seat;

	private final AtomicInteger wishes = new AtomicInteger();

	private final RestartSettings settings;

	private final AtomicBoolean settingsTold = new AtomicBoolean();

	Worker(WorkerId id, Assignment assignment, Consumer<Message.Up> line, ProcessEnd end) {
		this.id = id;
		this.assignment = assignment.withoutSecret();
		this.secret = new ClusterSecret(assignment.secret());
		this.askToken = AskToken.of(assignment.secret());
		this.settings = RestartSettings.keyedBy(assignment.secret());
		this.line = line;
		this.departure = new Departure(line, assignment.drainTimeout(), end);
		this.leadership = new WorkerLeadership(line, assignment.part().migrates());
		this.seat = new WorkerSeat(id, assignment.nodeId(), this.leadership, line);
	}

	/**
	 * Return this process as a worker; the first call reads standard input and opens the
	 * line.
	 * @param id which worker it is
	 * @return the worker
	 * @throws NoAssignmentException if no primary speaks to it
	 */
	static synchronized Worker ofThisProcess(WorkerId id) {
		if (ofThisProcess == null) {
			Signals.ignoreTerminal();
			ofThisProcess = report(id, new ProcessEnd());
		}
		return ofThisProcess;
	}

	private static Worker report(WorkerId id, ProcessEnd end) {
		StandardInput input = new StandardInput(new FileInputStream(FileDescriptor.in));
		Assignment assignment = input.assignment(ASSIGNMENT_DEADLINE);
		System.setIn(InputStream.nullInputStream());
		AtomicReference<@Nullable LineClient> line = new AtomicReference<>();
		Consumer<Message.Up> say = (message) -> Optional.ofNullable(line.get()).ifPresent((open) -> open.send(message));
		Worker worker = new Worker(id, assignment, say, end);
		try {
			Message.Hello hello = Message.Hello.of(assignment.secret(), id, ProcessHandle.current().pid());
			line.set(LineClient.connect(assignment.lineSocket(), hello, worker::obey, worker::primaryGone));
		}
		catch (IOException ex) {
			throw new NoAssignmentException("Its line " + assignment.lineSocket() + " does not open", ex);
		}
		input.whenEnded(worker::primaryGone);
		Signals.leaveOnTerm(worker.departure);
		new Pulse(say, VitalSigns.ofThisProcess()).start();
		return worker;
	}

	/**
	 * Take an order or a picture from the primary.
	 * @param message what it said
	 */
	void obey(Message.Down message) {
		this.told.take(message);
		if (message instanceof Message.View) {
			this.seat.viewed();
		}
		else if (message instanceof Message.Stop) {
			this.departure.stopOrdered();
		}
		else if (message instanceof Leading.Lead lead) {
			this.leadership.lead(lead.runs());
		}
		else if (message instanceof Leading.StepDown) {
			this.leadership.stepDown();
		}
	}

	private void primaryGone() {
		this.leadership.primaryGone();
		this.departure.primaryGone();
	}

	void tell(Message.Up message) {
		this.line.accept(message);
	}

	/**
	 * Tell what the first application in this JVM reads, which is the one that the
	 * primary stands in front of.
	 * @param environment its environment
	 */
	void tellSettings(ConfigurableEnvironment environment) {
		if (this.settingsTold.compareAndSet(false, true)) {
			tell(new Message.Settings(this.settings.digests(environment)));
		}
	}

	WorkerId id() {
		return this.id;
	}

	/**
	 * Return what the primary said.
	 * @return the assignment, without the secret
	 */
	Assignment assignment() {
		return this.assignment;
	}

	ClusterSecret secret() {
		return this.secret;
	}

	AskToken askToken() {
		return this.askToken;
	}

	Departure departure() {
		return this.departure;
	}

	WorkerLeadership leadership() {
		return this.leadership;
	}

	Told told() {
		return this.told;
	}

	WorkerSeat seat() {
		return this.seat;
	}

	@Override
	public int slot() {
		return this.id.slot();
	}

	@Override
	public int generation() {
		return this.id.generation();
	}

	@Override
	public String release() {
		return this.assignment.release();
	}

	@Override
	public boolean isLeader() {
		return this.leadership.isLeader();
	}

	@Override
	public OptionalLong fencingToken() {
		return this.leadership.token();
	}

	@Override
	public Optional<ClusterView> view() {
		return this.told.view();
	}

	@Override
	public Optional<Measures> measures() {
		return this.told.measures();
	}

	@Override
	public boolean isUpToDate() {
		return this.told.isUpToDate();
	}

	@Override
	public List<ClusterEvent> events() {
		return this.told.events();
	}

	@Override
	public List<Sample> samples() {
		return this.told.samples();
	}

	@Override
	public String wish(Wish wish) {
		String id = wish.id(this.id.slot() + "." + this.id.generation(), this.wishes.incrementAndGet(), Instant.now());
		tell(new Message.Wished(id, wish));
		return id;
	}

	@Override
	public void wishOnce(String id, Wish wish) {
		tell(new Message.Wished(id, wish));
	}

}
