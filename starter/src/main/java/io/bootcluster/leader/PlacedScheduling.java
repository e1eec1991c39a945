package io.bootcluster.leader;

import java.lang.reflect.Method;
import java.util.List;

import io.bootcluster.EveryWorker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Spring's own processing of {@link Scheduled}, but that methods of beans in the
 * application's packages run in the leader only, unless they say {@link EveryWorker}.
 */
final class PlacedScheduling extends ScheduledAnnotationBeanPostProcessor {

	private static final Log logger = LogFactory.getLog(PlacedScheduling.class);

	private final LeaderTaskRegistrar registrar;

	private final List<String> packages;

	private final boolean tells;

	/**
	 * Create a processor.
	 * @param registrar registers the tasks
	 * @param packages the application's own packages
	 * @param tells whether to tell of each method where it runs
	 */
	PlacedScheduling(LeaderTaskRegistrar registrar, List<String> packages, boolean tells) {
		super(registrar);
		this.registrar = registrar;
		this.packages = packages;
		this.tells = tells;
	}

	@Override
	protected void processScheduled(Scheduled scheduled, Method method, Object bean) {
		Class<?> type = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
		String name = type.getName() + "." + method.getName();
		boolean leaderOnly = isOwn(type) && !isForEveryWorker(type, method);
		if (this.tells) {
			logger.info("Scheduled: " + name + " runs in " + (leaderOnly ? "the leader" : "every worker"));
		}
		if (leaderOnly) {
			this.registrar.leaderOnly(name, () -> super.processScheduled(scheduled, method, bean));
		}
		else {
			super.processScheduled(scheduled, method, bean);
		}
	}

	private boolean isOwn(Class<?> type) {
		String name = type.getName();
		return this.packages.stream().anyMatch((own) -> own.isEmpty() || name.startsWith(own + "."));
	}

	private static boolean isForEveryWorker(Class<?> type, Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, EveryWorker.class)
				|| AnnotatedElementUtils.hasAnnotation(type, EveryWorker.class);
	}

}
