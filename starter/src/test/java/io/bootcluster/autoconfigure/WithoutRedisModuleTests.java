package io.bootcluster.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class WithoutRedisModuleTests {

	private static final String[] CLASSES = { "a", WithoutRedisModule.SESSIONS };

	private final WithoutRedisModule filter = new WithoutRedisModule();

	@Test
	void matchWhenModuleIsAbsentLeavesBootsSessionsOut() {
		this.filter.setBeanClassLoader(new FilteredClassLoader("org.springframework.boot.data.redis"));
		assertThat(this.filter.match(CLASSES, mock(AutoConfigurationMetadata.class))).containsExactly(true, false);
	}

	@Test
	void matchWhenModuleIsPresentKeepsAll() {
		this.filter.setBeanClassLoader(getClass().getClassLoader());
		assertThat(this.filter.match(CLASSES, mock(AutoConfigurationMetadata.class))).containsExactly(true, true);
	}

}
