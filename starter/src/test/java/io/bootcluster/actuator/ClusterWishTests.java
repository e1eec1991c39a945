package io.bootcluster.actuator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import io.bootcluster.Wish.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the wishes that {@link ClusterEndpoint} takes.
 */
class ClusterWishTests implements ClusterOperations {

	private final List<Wish> wishes = new ArrayList<>();

	private final ClusterEndpoint endpoint = new ClusterEndpoint(this);

	private boolean standalone;

	@Test
	void wishIsAnsweredAtOnceWithItsId() {
		assertAccepted(this.endpoint.wish("reload", null, null), Wish.of(Action.RELOAD));
		assertAccepted(this.endpoint.wish("scale", 3, null), Wish.scale(3));
		assertAccepted(this.endpoint.wish("Rollback", null, null), Wish.of(Action.ROLLBACK));
		assertAccepted(this.endpoint.wish("drain", null, null), Wish.of(Action.DRAIN));
		assertAccepted(this.endpoint.wish("resume", null, false), Wish.of(Action.RESUME));
		assertAccepted(this.endpoint.wish("reload", null, true), Wish.everywhere(Action.RELOAD));
		assertAccepted(this.endpoint.wishForWorker(2, "restart"), Wish.of(Action.RESTART, 2));
		assertAccepted(this.endpoint.wishForWorker(2, "dump"), Wish.of(Action.DUMP, 2));
	}

	@Test
	void wishWhenItIsNoneIsRefusedWithTheReason() {
		assertRefused(this.endpoint.wish(null, null, null),
				"action is one of drain, reload, restart, resume, rollback, scale");
		assertRefused(this.endpoint.wish("stop", null, null),
				"action is one of drain, reload, restart, resume, rollback, scale");
		assertRefused(this.endpoint.wish("scale", null, null), "a number of workers belongs to scale");
		assertRefused(this.endpoint.wish("scale", 0, null), "scale takes a number from 1 to 1000");
		assertRefused(this.endpoint.wish("reload", 2, null), "a number of workers belongs to scale");
		assertRefused(this.endpoint.wish("restart", null, true), "restart is for one node at a time");
		assertRefused(this.endpoint.wishForWorker(2, "reload"), "action is one of drain, dump, restart, resume");
		assertRefused(this.endpoint.wishForWorker(0, "drain"), "a slot is a number from 1 to 1000");
		assertThat(this.wishes).isEmpty();
	}

	@Test
	void endpointIsReadOnlyUnlessTheApplicationAllowsMore() {
		assertThat(ClusterEndpoint.class.getAnnotation(WebEndpoint.class).defaultAccess()).isEqualTo(Access.READ_ONLY);
	}

	@Test
	void wishWhenStandaloneIsNotFound() {
		this.standalone = true;
		assertThat(this.endpoint.wish("reload", null, null).getStatus()).isEqualTo(404);
		assertThat(this.endpoint.wishForWorker(1, "restart").getStatus()).isEqualTo(404);
	}

	private void assertAccepted(WebEndpointResponse<Map<String, String>> response, Wish wish) {
		assertThat(response.getStatus()).isEqualTo(202);
		assertThat(response.getBody()).isEqualTo(Map.of("id", "1.1-" + this.wishes.size()));
		assertThat(this.wishes.get(this.wishes.size() - 1)).isEqualTo(wish);
	}

	private static void assertRefused(WebEndpointResponse<Map<String, String>> response, @Nullable String reason) {
		assertThat(response.getStatus()).isEqualTo(400);
		assertThat(response.getBody()).isEqualTo(Map.of("error", reason));
	}

	@Override
	public Optional<ClusterView> view() {
		return this.standalone ? Optional.empty()
				: Optional.of(new ClusterView(new ClusterView.Node("n", "n", "serving", Instant.EPOCH, List.of()),
						new ClusterView.Release("r", null, List.of()), List.of(),
						new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of()));
	}

	@Override
	public String wish(Wish wish) {
		this.wishes.add(wish);
		return "1.1-" + this.wishes.size();
	}

}
