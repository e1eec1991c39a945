package io.bootcluster.primary.wishes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import io.bootcluster.Wish.Action;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest wishes and follows each to its outcome, in pictures of the node or
 * as it is told. Acts on nothing. Safe from any thread.
 */
public final class WishBook {

	/**
	 * Most wishes that are remembered.
	 */
	static final int MOST = 20;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	private final Duration patience;

	private final Duration drainDelay;

	private final LongSupplier nanos;

	private final List<Entry> entries = new ArrayList<>();

	/**
	 * Create an empty book.
	 * @param patience how long a worker may take for a change, after which it counts as
	 * failed
	 * @param drainDelay how long a node that drains goes on accepting, before which it
	 * does not count as drained
	 * @param nanos monotonic nanoseconds
	 */
	public WishBook(Duration patience, Duration drainDelay, LongSupplier nanos) {
		this.patience = patience;
		this.drainDelay = drainDelay;
		this.nanos = nanos;
	}

	/**
	 * Write a wish down.
	 * @param id id of the wish
	 * @param wish the wish
	 * @param now time of day
	 * @throws IllegalArgumentException if the id is none, or not new
	 * @throws IllegalStateException if too many wishes are under way
	 */
	public synchronized void hear(String id, Wish wish, Instant now) {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException("a wish needs a short id of letters, digits, '.', '_' and '-'");
		}
		if (find(id).isPresent()) {
			throw new IllegalArgumentException("there is a wish " + id + " already");
		}
		if (this.entries.size() == MOST) {
			this.entries.remove(this.entries.stream()
				.filter((entry) -> !entry.isRunning())
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("too many wishes are under way")));
		}
		this.entries.add(new Entry(id, wish, now, this.nanos.getAsLong()));
	}

	/**
	 * Return whether a wish is remembered.
	 * @param id id of the wish
	 * @return {@code true} if it is
	 */
	public synchronized boolean knows(String id) {
		return find(id).isPresent();
	}

	/**
	 * Take note of how a wish ended. The first ending counts.
	 * @param id id of the wish
	 * @param failure why it failed; empty if it came true
	 */
	public synchronized void ended(String id, String failure) {
		find(id).ifPresent((entry) -> entry.end(failure));
	}

	/**
	 * Look at the node, and tell what has become of each wish.
	 * @param view the node
	 * @return the wishes, oldest first
	 */
	public synchronized List<ClusterView.Wished> follow(ClusterView view) {
		for (Entry entry : this.entries) {
			if (entry.isNodeDrain() && this.nanos.getAsLong() - entry.heardNanos < this.drainDelay.toNanos()) {
				continue;
			}
			entry.look(view, this.nanos.getAsLong());
			Outlook.of(entry.id, entry.wish, view).ifPresent((ending) -> entry.end(ending.failure()));
		}
		for (int i = 0; i < this.entries.size(); i++) {
			forsake(this.entries.get(i), this.entries.subList(i + 1, this.entries.size()), view);
		}
		return this.entries.stream().map(Entry::view).toList();
	}

	/**
	 * What a later wish replaced, or what takes too long, will not come true.
	 */
	private void forsake(Entry entry, List<Entry> later, ClusterView view) {
		later.stream()
			.filter((other) -> other.replaces(entry, view))
			.findFirst()
			.ifPresent((other) -> entry.end("wish " + other.id + " (" + other.wish + ") came after it"));
		Duration limit = entry.limit(this.patience);
		if (this.nanos.getAsLong() - entry.seenNanos > limit.toNanos()) {
			entry.end(entry.wish.everywhere()
					? "for " + limit.toSeconds() + " s nothing has been known of it among the nodes"
					: "it has not come true within " + limit.toSeconds() + " s");
		}
	}

	private Optional<Entry> find(String id) {
		return this.entries.stream().filter((entry) -> entry.id.equals(id)).findFirst();
	}

	/**
	 * One wish.
	 */
	private static final class Entry {

		private static final Duration NONE = Duration.ofDays(10_000);

		/**
		 * For which what concerns all nodes may be known to nobody.
		 */
		private static final Duration UNKNOWN = Duration.ofSeconds(30);

		private final String id;

		private final Wish wish;

		private final Instant heard;

		private final long heardNanos;

		/**
		 * When it was heard, or was seen to be under way on all nodes.
		 */
		private long seenNanos;

		/**
		 * Why it failed, empty if it came true, {@code null} while it runs.
		 */
		private @Nullable String failure;

		private Entry(String id, Wish wish, Instant heard, long heardNanos) {
			this.id = id;
			this.wish = wish;
			this.heard = heard;
			this.heardNanos = heardNanos;
			this.seenNanos = heardNanos;
		}

		private boolean isRunning() {
			return this.failure == null;
		}

		private void end(String failure) {
			if (isRunning()) {
				this.failure = failure;
			}
		}

		private boolean isNodeDrain() {
			return this.wish.action() == Action.DRAIN && this.wish.slot() == null;
		}

		private void look(ClusterView view, long now) {
			if (this.wish.everywhere() && Outlook.everywhere(this.id, view).isPresent()) {
				this.seenNanos = now;
			}
		}

		private boolean isRollout() {
			return !this.wish.everywhere()
					&& (this.wish.action() == Action.RELOAD || this.wish.action() == Action.ROLLBACK
							|| (this.wish.action() == Action.RESTART && this.wish.slot() == null));
		}

		/**
		 * A roll-out waits for the one before it, but only the latest is waited for.
		 */
		private boolean replaces(Entry earlier, ClusterView view) {
			if (isRollout() && earlier.isRollout()) {
				ClusterView.Rollout rollout = view.release().rollout();
				return rollout != null && rollout.id().equals(this.id);
			}
			return switch (this.wish.action()) {
				case SCALE -> earlier.wish.action() == Action.SCALE;
				case DRAIN -> earlier.wish.equals(new Wish(Action.RESUME, this.wish.slot(), null));
				case RESUME -> earlier.wish.equals(new Wish(Action.DRAIN, this.wish.slot(), null));
				case STOP -> earlier.wish.action() != Action.STOP;
				default -> false;
			};
		}

		/**
		 * A roll-out has deadlines of its own.
		 */
		private Duration limit(Duration patience) {
			if (this.wish.everywhere()) {
				return UNKNOWN;
			}
			return switch (this.wish.action()) {
				case SCALE -> patience.multipliedBy((this.wish.workers() != null) ? this.wish.workers() : 1);
				case DRAIN, RESUME -> patience;
				default -> NONE;
			};
		}

		private ClusterView.Wished view() {
			String state = isRunning() ? "running" : "".equals(this.failure) ? "done" : "failed";
			String reason = "".equals(this.failure) ? null : this.failure;
			return new ClusterView.Wished(this.id, this.wish.toString(), state, reason, this.heard);
		}

	}

}
