package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.bootcluster.ReleaseProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The releases that this primary knows, and where workers are started from: copies, so
 * that the jar itself can be overwritten at any time. Where no copy can be made, workers
 * run from the jar itself, as long as it stays what it is. Safe from any thread.
 */
public final class Releases implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Releases.class);

	private final ThisJvm jvm;

	private final WorkerJvm worker;

	private final ReleaseProperties settings;

	private final Set<String> distrusted = ConcurrentHashMap.newKeySet();

	private final Map<String, KnownRelease> known = new ConcurrentHashMap<>();

	private @Nullable ReleaseCache cache;

	private volatile String withoutCopy = "";

	private volatile Set<String> needed = Set.of();

	private Releases(ThisJvm jvm, WorkerJvm worker, ReleaseProperties settings) {
		this.jvm = jvm;
		this.worker = worker.withoutDebugger();
		this.settings = settings;
	}

	/**
	 * Open the place in which releases are kept.
	 * @param jvm how this JVM was started
	 * @param worker what a worker's JVM gets of its own
	 * @param settings where and how many
	 * @return the releases, none of which is known yet
	 */
	public static Releases open(ThisJvm jvm, WorkerJvm worker, ReleaseProperties settings) {
		Releases releases = new Releases(jvm, worker, settings);
		if (jvm.jar().isPresent()) {
			releases.openCache();
		}
		return releases;
	}

	private void openCache() {
		if (!this.settings.copy()) {
			tellWithoutCopy("bootcluster.release.copy=false");
			return;
		}
		try {
			this.cache = ReleasePlace.ofThisMachine(this.settings.directory()).open();
		}
		catch (IOException ex) {
			tellWithoutCopy(ex.getMessage());
		}
	}

	/**
	 * Told once for each reason.
	 */
	private void tellWithoutCopy(@Nullable String why) {
		String reason = String.valueOf(why);
		if (!this.withoutCopy.equals(reason)) {
			this.withoutCopy = reason;
			logger
				.info("Releases: workers run from the jar itself, which must stay as it is until a reload: " + reason);
		}
	}

	/**
	 * Get to know what is there to start from now: copy and prepare it, unless that was
	 * done before. Takes a second the first time.
	 * @return the release's id
	 * @throws UncheckedIOException if nothing can be started from there, with a message
	 * for people; everything stays as it was
	 */
	public synchronized String take() {
		try {
			Release release = Release.read(this.jvm);
			KnownRelease before = this.known.get(release.id());
			if (before == null || !before.isKept()) {
				forget(this.known.put(release.id(), new KnownRelease(release, keep(release))));
			}
			bound(release.id());
			return release.id();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot take a release: " + ex.getMessage(), ex);
		}
	}

	private Optional<ReleaseHome> keep(Release release) throws IOException {
		ReleaseCache cache = this.cache;
		if (cache == null) {
			return Optional.empty();
		}
		if (!release.isMovable()) {
			tellWithoutCopy("its manifest has a Class-Path, which names what lies beside it");
			return Optional.empty();
		}
		try {
			ReleaseHome home = cache.take(release);
			home.extract(new Extraction(this.jvm.javaHome()));
			return Optional.of(home);
		}
		catch (IOException ex) {
			// What is wrong with the jar is no reason to start workers from it.
			release.verify();
			tellWithoutCopy(ex.getMessage());
			return Optional.empty();
		}
	}

	private void bound(String latest) {
		ReleaseCache cache = this.cache;
		if (cache == null) {
			return;
		}
		Set<String> wanted = new HashSet<>(this.needed);
		wanted.add(latest);
		Map<String, ReleaseHome> ours = new HashMap<>();
		this.known.forEach((id, each) -> each.home().ifPresent((home) -> ours.put(id, home)));
		KeepRule rule = new KeepRule(this.settings.keep(), this.settings.maxSize().toBytes());
		try {
			for (String dropped : cache.bound(rule, wanted, ours)) {
				forget(this.known.remove(dropped));
			}
		}
		catch (IOException ex) {
			logger.debug("Releases in " + cache + " are not bounded this time", ex);
		}
	}

	private static void forget(@Nullable KnownRelease release) {
		if (release != null) {
			release.close();
		}
	}

	/**
	 * Say which releases are needed: those that are run, wanted, or may be returned to.
	 * Others may be dropped when there are too many.
	 * @param ids their ids
	 */
	public void need(Set<String> ids) {
		this.needed = Set.copyOf(ids);
	}

	/**
	 * Return whether workers can still be started from a release.
	 * @param id the release's id
	 * @return whether it is known and nothing of it was lost
	 */
	public boolean has(String id) {
		KnownRelease release = this.known.get(id);
		return release != null && release.canStart();
	}

	/**
	 * Return what a worker of a release is to be started from.
	 * @param id the release's id
	 * @return the origin
	 * @throws IOException if nothing is left to start it from, with a message for people
	 */
	public Origin origin(String id) throws IOException {
		Optional<StartArchive> archive = this.distrusted.contains(id) ? Optional.empty() : archive();
		return get(id).origin(this.jvm, archive);
	}

	private KnownRelease get(String id) throws IOException {
		KnownRelease release = this.known.get(id);
		if (release == null) {
			throw new IOException("Nothing is known of release " + id);
		}
		return release;
	}

	private Optional<StartArchive> archive() {
		return this.settings.startArchive()
				? StartArchive.of(StartArchive.JavaBuild.ofThisJvm(), WorkerCommand.jvmArguments(this.jvm, this.worker))
				: Optional.empty();
	}

	/**
	 * Use no start archive of a release any more: a JVM crashed that started from one.
	 * @param id the release's id
	 */
	public void distrustArchive(String id) {
		if (this.distrusted.add(id)) {
			logger
				.warn("Release " + id + " is started without its start archive from now on: a worker crashed with it");
			Optional.ofNullable(this.known.get(id))
				.flatMap(KnownRelease::home)
				.ifPresent((home) -> archive().ifPresent((archive) -> archive.remove(home.archives())));
		}
	}

	/**
	 * Return whether {@link #training} knows how.
	 */
	boolean canTrain(String id) {
		try {
			return training(id).archive() != null;
		}
		catch (IOException ex) {
			logger.debug("Release " + id + " gets no start archive: " + ex.getMessage());
			return false;
		}
	}

	/**
	 * Return how a start archive of a release is made.
	 * @param id the release's id
	 * @return what is to be done
	 * @throws IOException if there can be none, with a message for people
	 */
	Training training(String id) throws IOException {
		Optional<ReleaseHome> kept = get(id).home();
		Optional<ReleaseHome> home = kept.filter(ReleaseHome::isExtracted);
		Optional<StartArchive> archive = archive();
		if (!this.settings.startArchive()) {
			throw new IOException("bootcluster.release.start-archive=false");
		}
		if (home.isEmpty()) {
			String reason = kept.map(ReleaseHome::whyNotExtracted).orElse(this.withoutCopy);
			throw new IOException(
					"workers do not start from an extracted copy" + (reason.isEmpty() ? "" : ": " + reason));
		}
		if (archive.isEmpty()) {
			throw new IOException("not with this JVM, or these arguments for it (agents, archives of the user's own)");
		}
		return new Training(this.jvm, this.worker, home.get(), archive.get());
	}

	@Override
	public synchronized void close() {
		this.known.values().forEach(KnownRelease::close);
	}

}
