package io.bootcluster.clusterui;

import java.time.InstantSource;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.ResponseEntity;

/**
 * Actuator endpoint that people look at: a page, what it is made of, and the facts that
 * it asks for once a second. It only reads; the page's buttons speak to the
 * {@code cluster} endpoint, as anybody may who is allowed to.
 */
@WebEndpoint(id = "clusterui", defaultAccess = Access.READ_ONLY)
public final class ClusterUiEndpoint {

	private final ClusterOperations operations;

	private final ClusterMember member;

	private final Paths paths;

	private final Assets assets = new Assets();

	private final Facts facts = new Facts(InstantSource.system());

	/**
	 * Create the endpoint.
	 * @param operations what is known of the node
	 * @param member which worker this is
	 * @param paths where endpoints are
	 */
	public ClusterUiEndpoint(ClusterOperations operations, ClusterMember member, Paths paths) {
		this.operations = operations;
		this.member = member;
		this.paths = paths;
	}

	/**
	 * Return the page.
	 * @return the page, or {@code null}, which is answered with 404, when standalone
	 */
	@ReadOperation(produces = "text/html;charset=UTF-8")
	public @Nullable ResponseEntity<byte[]> page() {
		return this.operations.view().isPresent() ? this.assets.page(this.paths.self()) : null;
	}

	/**
	 * Return a part of the page, or what it shows.
	 * @param part name of a script, a style or an image; or {@code data} for the facts,
	 * or {@code token} for what an order has to carry against forgery
	 * @param event number of the last event that the page has, for {@code data}
	 * @param sample time of the last sample that the page has, in milliseconds since
	 * 1970, for {@code data}
	 * @return the part, or {@code null}, which is answered with 404, if there is none
	 */
	@ReadOperation(produces = { "application/json", "text/javascript", "text/css", "image/svg+xml", "text/plain" })
	public @Nullable ResponseEntity<byte[]> part(@Selector String part, @Nullable Long event, @Nullable Long sample) {
		return switch (part) {
			case "data" -> this.operations.view()
				.map((view) -> this.facts.since((event != null) ? event : 0, (sample != null) ? sample : 0))
				.map((since) -> since.of(this.member.slot(), this.operations, this.paths))
				.map(Assets::fleeting)
				.orElse(null);
			case "token" -> Assets.fleeting(ForgeryToken.ofThisRequest());
			default -> this.assets.part(part);
		};
	}

}
