package io.bootcluster.leader;

import java.util.List;

import io.bootcluster.Leadership;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Puts {@link PlacedScheduling} in the place of Spring's own processing, where there is
 * any.
 */
final class SchedulingPlacement implements BeanDefinitionRegistryPostProcessor {

	private static final String PROCESSOR = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

	private final ListableBeanFactory beans;

	SchedulingPlacement(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(PROCESSOR)) {
			RootBeanDefinition ours = new RootBeanDefinition(ScheduledAnnotationBeanPostProcessor.class,
					this::processor);
			ours.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.removeBeanDefinition(PROCESSOR);
			registry.registerBeanDefinition(PROCESSOR, ours);
		}
	}

	private ScheduledAnnotationBeanPostProcessor processor() {
		return new PlacedScheduling(new LeaderTaskRegistrar(this.beans.getBean(LeaderTasks.class)), packages(),
				this.beans.getBean(Leadership.class).isFirst());
	}

	private List<String> packages() {
		return AutoConfigurationPackages.has(this.beans) ? AutoConfigurationPackages.get(this.beans) : List.of();
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
	}

}
