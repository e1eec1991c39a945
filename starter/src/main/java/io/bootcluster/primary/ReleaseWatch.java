package io.bootcluster.primary;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

import io.bootcluster.ClusterView;
import io.bootcluster.WorkerState;
import io.bootcluster.primary.release.Archives;
import io.bootcluster.primary.release.Releases;
import io.bootcluster.primary.supervisor.Picture;

/**
 * Tells which releases are needed (those that workers run, the wanted one, and the one
 * that was wanted before it), and when the node is calm enough to train a start archive.
 * Confined to the supervisor's thread.
 */
final class ReleaseWatch {

	/**
	 * How a JVM ends that crashed: ILL, ABRT, BUS, SEGV.
	 */
	private static final Set<Integer> CRASHES = Set.of(128 + 4, 128 + 6, 128 + 7, 128 + 11);

	private static final Set<String> ARCHIVES = Set.of("cds", "aot-cache");

	private final Releases releases;

	private final Archives archives;

	private final IntSupplier most;

	private String wanted = "";

	private String before = "";

	/**
	 * Create a watch.
	 * @param releases told what is needed
	 * @param archives told when to train
	 * @param most how many processes of the application memory has room for; 0 where no
	 * start archives are wanted
	 */
	ReleaseWatch(Releases releases, Archives archives, IntSupplier most) {
		this.releases = releases;
		this.archives = archives;
		this.most = most;
	}

	/**
	 * Take note of how workers are now.
	 * @param picture the picture
	 */
	void changed(Picture picture) {
		if (!picture.release().id().equals(this.wanted)) {
			this.before = this.wanted;
			this.wanted = picture.release().id();
		}
		Set<String> needed = new HashSet<>(Set.of(this.wanted));
		needed.add(this.before);
		picture.lives().forEach((life) -> needed.add(life.release()));
		this.releases.need(needed);
		picture.lives()
			.stream()
			.filter(ReleaseWatch::crashedWithArchive)
			.forEach((life) -> this.releases.distrustArchive(life.release()));
		if (!isRoomy(picture)) {
			this.archives.hold();
			return;
		}
		this.archives.resume();
		if (picture.wanted() < this.most.getAsInt() && isCalm(picture)) {
			this.archives.trainOnce(this.wanted);
		}
	}

	/**
	 * Nothing starts or ends just now.
	 */
	static boolean isCalm(Picture picture) {
		return picture.lives().stream().allMatch((life) -> life.progress().state() == WorkerState.SERVING);
	}

	/**
	 * No life is there beside the wanted ones, or soon will be.
	 */
	static boolean isRoomy(Picture picture) {
		ClusterView.Rollout rollout = picture.release().rollout();
		long alive = picture.lives().stream().filter((life) -> life.progress().state().isAlive()).count();
		return picture.state().equals("serving") && alive <= picture.wanted()
				&& (rollout == null || !rollout.state().equals("running"));
	}

	static boolean crashedWithArchive(Picture.Life life) {
		ClusterView.Exit exit = life.past().lastExit();
		return life.progress().state() == WorkerState.GONE && exit != null && CRASHES.contains(exit.code())
				&& ARCHIVES.contains(life.progress().start().from()) && life.progress().start().millis() < 0;
	}

}
