package io.bootcluster.session;

import java.util.List;
import java.util.Optional;

import io.bootcluster.RedisLocation;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class SessionNamespaceTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void chooseWhenRedisIsSharedCarriesTheApplicationsName() {
		this.environment.setProperty("spring.application.name", "shop");
		assertThat(choose(true)).isEqualTo("spring:session:shop");
	}

	@Test
	void chooseWhenApplicationHasNoNameTakesItsPackage() {
		assertThat(choose(true)).isEqualTo("spring:session:com.example.shop");
	}

	@Test
	void chooseWhenRedisIsOursStaysAsItIs() {
		this.environment.setProperty("spring.application.name", "shop");
		assertThat(choose(false)).isEqualTo("spring:session");
	}

	@Test
	void chooseWhenNamespaceIsSetKeepsIt() {
		this.environment.setProperty("spring.session.data.redis.namespace", "mine");
		String namespace = SessionNamespace.choose("mine", this.environment, location(true), List.of());
		assertThat(namespace).isEqualTo("mine");
	}

	private String choose(boolean shared) {
		return SessionNamespace.choose("spring:session", this.environment, location(shared),
				List.of("com.example.shop"));
	}

	private static Optional<RedisLocation> location(boolean shared) {
		return Optional.of(new RedisLocation("127.0.0.1", 6379, Optional.empty(), Optional.empty(), "found", shared));
	}

}
