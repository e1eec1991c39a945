package io.bootcluster.actuator;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * An application's health groups and a group {@code node}, unless it has one of its own
 * or a contributor of that name. The node's state is a member of that group and of no
 * other, and the {@linkplain ClusterHealthIndicator cluster} one of the health as a whole
 * and of groups that name it: groups that take in everything stay what they were, and
 * readiness cannot close gates because gates are closed. For the same reason the group is
 * not among {@linkplain #getNames() those that are listed}.
 */
public final class NodeHealthGroups implements HealthEndpointGroups, AdditionalPathsMapper {

	/**
	 * Name of the group.
	 */
	public static final String NAME = "node";

	/**
	 * What decides whether a worker gets requests, or lives.
	 */
	private static final Set<String> PROBES = Set.of("liveness", "readiness");

	/**
	 * No contributor has this name: a group that it is in takes in everything.
	 */
	private static final String ANY = "bootcluster/any";

	private final HealthEndpointGroups groups;

	/**
	 * Always the same one: the endpoint lists groups only in the answer of this one,
	 * which it knows by its identity.
	 */
	private final HealthEndpointGroup primary;

	private final Predicate<String> isContributor;

	private final BooleanSupplier showsCluster;

	/**
	 * Add the group.
	 * @param groups the application's groups
	 * @param isContributor tells whether there is a health contributor of a name; asked
	 * only when requests come
	 * @param showsCluster tells whether there is a {@link ClusterHealthIndicator}; asked
	 * only when requests come
	 */
	public NodeHealthGroups(HealthEndpointGroups groups, Predicate<String> isContributor,
			BooleanSupplier showsCluster) {
		this.groups = groups;
		this.isContributor = isContributor;
		this.showsCluster = showsCluster;
		this.primary = new AdaptedGroup(groups.getPrimary(), showsCluster, true);
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
			return (group != null || this.isContributor.test(NAME)) ? group : NodeGroup.INSTANCE;
		}
		return (group != null) ? new AdaptedGroup(group, this.showsCluster, namesCluster(name, group)) : null;
	}

	private static boolean namesCluster(String name, HealthEndpointGroup group) {
		return !PROBES.contains(name) && group.isMember(ClusterHealthIndicator.NAME) && !group.isMember(ANY);
	}

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
		return (this.groups instanceof AdditionalPathsMapper mapper) ? mapper.getAdditionalPaths(endpointId, namespace)
				: null;
	}

}
