package io.bootcluster.primary;

import java.util.List;
import java.util.function.Supplier;

import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import io.bootcluster.control.CommandOffice;
import org.jspecify.annotations.Nullable;

/**
 * Answers what commands ask: shows the node, takes wishes, gives out workers' lines. Safe
 * from any thread.
 *
 * @param drawing draws the node
 * @param wishes takes wishes
 * @param lines what workers printed
 */
record FrontDesk(Supplier<ClusterView> drawing, WishQueue wishes, RecentLines lines) implements CommandOffice {

	@Override
	public ClusterView view() {
		return this.drawing.get();
	}

	@Override
	public String wish(Wish wish) {
		return this.wishes.add("command", wish);
	}

	@Override
	public List<Written> written(@Nullable Integer worker, long after) {
		return this.lines.after(worker, after);
	}

}
