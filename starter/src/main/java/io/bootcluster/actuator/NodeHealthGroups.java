package io.bootcluster.actuator;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * An application's health groups and a group {@code node}, unless it has one of its own
 * or a contributor of that name. The node's state is a member of that group and of no
 * other: the application's answers stay what they were, and a readiness group that takes
 * in everything cannot close gates because gates are closed. For the same reason the
 * group is not among {@linkplain #getNames() those that are listed}.
 */
public final class NodeHealthGroups implements HealthEndpointGroups, AdditionalPathsMapper {

	/**
	 * Name of the group.
	 */
	public static final String NAME = "node";

	private final HealthEndpointGroups groups;

	/**
	 * Always the same one: the endpoint lists groups only in the answer of this one,
	 * which it knows by its identity.
	 */
	private final HealthEndpointGroup primary;

	private final Predicate<String> isContributor;

	/**
	 * Add the group.
	 * @param groups the application's groups
	 * @param isContributor tells whether there is a health contributor of a name; asked
	 * only when requests come
	 */
	public NodeHealthGroups(HealthEndpointGroups groups, Predicate<String> isContributor) {
		this.groups = groups;
		this.primary = new Without(groups.getPrimary());
		this.isContributor = isContributor;
	}

	@Override
	public HealthEndpointGroup getPrimary() {
		return this.primary;
	}

	@Override
	public Set<String> getNames() {
		return this.groups.getNames();
	}

	@Override
	public @Nullable HealthEndpointGroup get(String name) {
		HealthEndpointGroup group = this.groups.get(name);
		if (name.equals(NAME)) {
			return (group != null || this.isContributor.test(NAME)) ? group : NodeOnly.INSTANCE;
		}
		return (group != null) ? new Without(group) : null;
	}

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
		return (this.groups instanceof AdditionalPathsMapper mapper) ? mapper.getAdditionalPaths(endpointId, namespace)
				: null;
	}

	/**
	 * A group of the application's, whatever it takes in.
	 */
	private record Without(HealthEndpointGroup group) implements HealthEndpointGroup {

		@Override
		public boolean isMember(String name) {
			return !name.equals(NodeHealthIndicator.NAME) && this.group.isMember(name);
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return this.group.showComponents(securityContext);
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return this.group.showDetails(securityContext);
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return this.group.getStatusAggregator();
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return this.group.getHttpCodeStatusMapper();
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return this.group.getAdditionalPath();
		}

	}

	/**
	 * The group {@code node}: the status alone, for balancers that show no password.
	 */
	private enum NodeOnly implements HealthEndpointGroup {

		INSTANCE;

		@Override
		public boolean isMember(String name) {
			return name.equals(NodeHealthIndicator.NAME);
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return false;
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return false;
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return StatusAggregator.getDefault();
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return HttpCodeStatusMapper.DEFAULT;
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return null;
		}

	}

}
