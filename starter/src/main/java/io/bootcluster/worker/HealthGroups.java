package io.bootcluster.worker;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Status;

/**
 * The application's own word on its liveness and readiness: its health groups, with the
 * members it gave them, or its {@link ApplicationAvailability} where there are none. Safe
 * from any thread.
 */
final class HealthGroups {

	static final String LIVENESS = "liveness";

	static final String READINESS = "readiness";

	private static final int OK = 200;

	private final ObjectProvider<HealthEndpoint> endpoint;

	private final ObjectProvider<HealthEndpointGroups> groups;

	private final Supplier<ApplicationAvailability> availability;

	HealthGroups(ObjectProvider<HealthEndpoint> endpoint, ObjectProvider<HealthEndpointGroups> groups,
			Supplier<ApplicationAvailability> availability) {
		this.endpoint = endpoint;
		this.groups = groups;
		this.availability = availability;
	}

	/**
	 * Ask one group.
	 * @param group {@link #LIVENESS} or {@link #READINESS}
	 * @return its answer
	 */
	Answer ask(String group) {
		@Nullable HealthEndpoint endpoint = this.endpoint.getIfAvailable();
		@Nullable HealthDescriptor health = (endpoint != null) ? endpoint.healthForPath(group) : null;
		if (health == null) {
			return askAvailability(group);
		}
		return new Answer(isUp(group, health.getStatus()), describe(health));
	}

	private Answer askAvailability(String group) {
		ApplicationAvailability availability = this.availability.get();
		return LIVENESS.equals(group)
				? new Answer(availability.getLivenessState() == LivenessState.CORRECT,
						availability.getLivenessState().name())
				: new Answer(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
						availability.getReadinessState().name());
	}

	private boolean isUp(String group, Status status) {
		@Nullable HealthEndpointGroups groups = this.groups.getIfAvailable();
		@Nullable HealthEndpointGroup its = (groups != null) ? groups.get(group) : null;
		return (its != null) ? its.getHttpCodeStatusMapper().getStatusCode(status) == OK : Status.UP.equals(status);
	}

	private String describe(HealthDescriptor health) {
		String status = health.getStatus().getCode();
		@Nullable Map<String, HealthDescriptor> members = (health instanceof CompositeHealthDescriptor composite)
				? composite.getComponents() : null;
		if (members == null) {
			return status;
		}
		String down = members.entrySet()
			.stream()
			.filter((member) -> !Status.UP.equals(member.getValue().getStatus()))
			.map(this::describe)
			.collect(Collectors.joining(", "));
		return down.isEmpty() ? status : status + ": " + down;
	}

	private String describe(Map.Entry<String, HealthDescriptor> member) {
		return member.getKey() + " " + member.getValue().getStatus().getCode();
	}

	/**
	 * What a group says.
	 *
	 * @param isUp whether it is up, by the application's own mapping to HTTP codes
	 * @param detail the status, and which members are not up
	 */
	record Answer(boolean isUp, String detail) {
	}

}
