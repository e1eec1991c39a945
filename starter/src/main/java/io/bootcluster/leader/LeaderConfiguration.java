package io.bootcluster.leader;

import java.time.InstantSource;

import io.bootcluster.ClusterMember;
import io.bootcluster.Leadership;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has the application's scheduled methods run in the leader, where there is one. Front
 * door of this package.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(Leadership.class)
@ConditionalOnProperty(name = "bootcluster.leader.scheduled", havingValue = "leader", matchIfMissing = true)
public class LeaderConfiguration {

	@Bean
	static SchedulingPlacement bootclusterSchedulingPlacement(ListableBeanFactory beans) {
		return new SchedulingPlacement(beans);
	}

	@Bean
	static LeaderTasks bootclusterLeaderTasks(Leadership leadership, ClusterMember member) {
		return new LeaderTasks(leadership, member.release(), InstantSource.system());
	}

}
