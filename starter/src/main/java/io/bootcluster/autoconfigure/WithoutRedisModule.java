package io.bootcluster.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Leaves out Spring Boot's own Redis sessions in applications without its Redis module:
 * they could do nothing there but warn of the classes that are missing. Applications with
 * that module keep them.
 */
final class WithoutRedisModule implements AutoConfigurationImportFilter, BeanClassLoaderAware {

	static final String SESSIONS = "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration";

	private static final String MODULE = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration";

	private @Nullable ClassLoader classLoader;

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public boolean[] match(@Nullable String[] classNames, AutoConfigurationMetadata metadata) {
		boolean present = ClassUtils.isPresent(MODULE, this.classLoader);
		boolean[] matches = new boolean[classNames.length];
		for (int i = 0; i < classNames.length; i++) {
			matches[i] = present || !SESSIONS.equals(classNames[i]);
		}
		return matches;
	}

}
