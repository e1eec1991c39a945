package io.bootcluster.session;

import io.bootcluster.BootclusterProperties.Session.Redis;
import io.bootcluster.RedisLocation;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Matches where sessions are to live in Redis, and there is one: the primary found or
 * started one, the application has a connection factory, or its settings name one.
 */
class OnRedis extends SpringBootCondition implements ConfigurationCondition {

	private static final ConditionMessage.Builder MESSAGE = ConditionMessage.forCondition("Redis for sessions");

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		if (SessionRedisChoice.wish(context.getEnvironment()) == Redis.OFF) {
			return ConditionOutcome.noMatch(MESSAGE.because("bootcluster.session.redis is off"));
		}
		if (hasBean(context, RedisLocation.class)) {
			return ConditionOutcome.match(MESSAGE.because("the primary names one"));
		}
		if (hasBean(context, RedisConnectionFactory.class)) {
			return ConditionOutcome.match(MESSAGE.because("the application has a connection factory"));
		}
		return SessionRedisChoice.isSet(context.getEnvironment())
				? ConditionOutcome.match(MESSAGE.because("spring.data.redis is set"))
				: ConditionOutcome.noMatch(MESSAGE.because("nobody names one"));
	}

	private static boolean hasBean(ConditionContext context, Class<?> type) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		return beans != null
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false).length > 0;
	}

}
