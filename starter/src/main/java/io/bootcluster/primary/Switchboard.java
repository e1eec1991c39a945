package io.bootcluster.primary;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.bootcluster.Verdict;
import io.bootcluster.Wish;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.control.LineListener;
import io.bootcluster.control.LineServer;
import io.bootcluster.control.Message;
import io.bootcluster.primary.health.HealthWatch;
import io.bootcluster.primary.postmortem.PostMortems;
import io.bootcluster.primary.postmortem.Subject;
import io.bootcluster.primary.supervisor.LifeListener;
import io.bootcluster.primary.supervisor.Picture;
import io.bootcluster.primary.supervisor.Supervisor;
import io.bootcluster.primary.supervisor.WorkerProcess;
import io.bootcluster.primary.telemetry.Telemetry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connects supervisor, health, line and view, which do not know each other. Nothing is
 * called before everything is connected, since no worker exists until then. Safe from any
 * thread.
 */
final class Switchboard implements LineListener, LifeListener {

	private static final Log logger = LogFactory.getLog(Switchboard.class);

	private final Progress progress;

	private final RuntimeDirectory directory;

	private final ServiceNews news;

	private final RestartNeeds needs;

	private final SeenNodes nodes;

	private final SiblingAddresses siblings = new SiblingAddresses((seen) -> rooms().line().broadcast(seen), this::say);

	private volatile @Nullable Rooms rooms;

	Switchboard(Progress progress, ServiceNews news, RuntimeDirectory directory, RestartNeeds needs, SeenNodes nodes) {
		this.progress = progress;
		this.news = news;
		this.directory = directory;
		this.needs = needs;
		this.nodes = nodes;
	}

	void connect(Rooms rooms) {
		this.rooms = rooms;
	}

	private Rooms rooms() {
		return Objects.requireNonNull(this.rooms, "Not connected yet");
	}

	boolean say(WorkerId worker, Message.Down message) {
		return rooms().line().send(worker, message);
	}

	void tell(Collection<WorkerId> workers, Message.Down message) {
		rooms().line().broadcast(workers, message);
	}

	void judged(Verdict verdict) {
		rooms().supervisor().judged(verdict);
	}

	/**
	 * Return where a worker that is about to start may write its heap.
	 */
	Optional<Path> heapDump(WorkerId worker) {
		return rooms().postMortems().heapDump(worker);
	}

	@Override
	public void opened(WorkerId worker, long pid) {
		rooms().telemetry().opened(worker);
		this.siblings.opened(worker);
		rooms().views().showNow();
	}

	@Override
	public void refused(WorkerId worker, String reason) {
		rooms().supervisor().lineRefused(worker, reason);
	}

	@Override
	public void received(WorkerId worker, Message.Up message) {
		if (message instanceof Message.Wished wished) {
			wished(worker, wished);
		}
		else if (message instanceof Message.Settings settings) {
			if (this.needs.told(worker, settings.digests())) {
				rooms().views().showNow();
			}
		}
		else if (message instanceof Message.NodesSeen seen) {
			seen(seen);
		}
		else {
			rooms().supervisor().lineReceived(worker, message);
		}
	}

	private void seen(Message.NodesSeen seen) {
		seen.refused().forEach(rooms().wishes()::ended);
		if (this.nodes.seen(seen.nodes())) {
			rooms().views().showNow();
		}
	}

	/**
	 * Whoever wishes through a worker gets an id of that worker, and of no other, but for
	 * what one leader after the other may wish for.
	 */
	private void wished(WorkerId worker, Message.Wished wished) {
		boolean shared = wished.id().startsWith(Wish.SHARED);
		if (shared && rooms().wishes().knows(wished.id())) {
			return;
		}
		try {
			if (!shared && !wished.id().startsWith(worker.slot() + "." + worker.generation() + "-")) {
				throw new IllegalArgumentException("its id is none of this worker");
			}
			rooms().wishes().add(wished.id(), wished.wish(), worker.toString());
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			logger.warn("A wish of " + worker + " is refused: " + ex.getMessage());
		}
	}

	@Override
	public void answered(String wish, String failure) {
		rooms().wishes().ended(wish, failure);
		rooms().views().showNow();
	}

	@Override
	public void closed(WorkerId worker) {
		rooms().telemetry().closed(worker);
		rooms().supervisor().lineClosed(worker);
	}

	@Override
	public void listening(WorkerId worker, WorkerAddress address, long pid) {
		rooms().telemetry().listening(worker, address);
		this.siblings.listening(worker, address);
		rooms().health().watch(worker, address, pid);
	}

	@Override
	public void readiness(WorkerId worker, Message.Readiness readiness) {
		rooms().health().told(worker, readiness.ready(), readiness.reason());
	}

	@Override
	public void beat(WorkerId worker, Message.Beat beat) {
		rooms().telemetry().beat(worker);
		rooms().postMortems().evidence().beat(worker, beat);
		rooms().health().beat(worker, beat.deadlocked());
	}

	@Override
	public CompletionStage<Optional<Path>> examine(WorkerId worker, WorkerProcess process, String reason) {
		PostMortems room = rooms().postMortems();
		return room.take(new Subject(worker, process.pid(), process::lastLines, room.evidence().of(worker)), reason);
	}

	@Override
	public void dismissed(WorkerId worker) {
		rooms().health().forget(worker);
	}

	@Override
	public void turned() {
		this.news.turned();
	}

	@Override
	public void changed(Picture picture) {
		this.news.changed(picture);
		this.siblings.changed(picture);
		picture.lives()
			.stream()
			.filter((life) -> !life.progress().state().isAlive())
			.forEach((life) -> this.directory.forget(life.id()));
		rooms().releases().changed(picture);
		Set<WorkerId> alive = picture.lives()
			.stream()
			.filter((life) -> life.progress().state().isAlive())
			.map(Picture.Life::id)
			.collect(Collectors.toSet());
		rooms().postMortems().evidence().retain(alive);
		this.needs.retain(alive);
		this.progress.show(picture);
		rooms().views().showNow();
	}

	/**
	 * Who is connected.
	 *
	 * @param supervisor owns lives
	 * @param health watches them
	 * @param line speaks with them
	 * @param views shows them
	 * @param postMortems keeps what they were doing
	 * @param wishes takes what they wish for
	 * @param releases keeps what they need to start
	 * @param telemetry remembers what happened
	 */
	record Rooms(Supervisor supervisor, HealthWatch health, LineServer line, ViewBroadcast views,
			PostMortems postMortems, WishQueue wishes, ReleaseWatch releases, Telemetry telemetry) {
	}

}
