package io.bootcluster.session;

import java.time.Duration;

import io.bootcluster.RedisLocation;
import io.bootcluster.autoconfigure.SharedSessionsAutoConfiguration;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Sessions on a real Redis that fails in every way.
 */
class SharedSessionsRedisTests {

	@ParameterizedTest
	@ValueSource(strings = { "default", "indexed" })
	void sessionThatCannotBeDecodedIsAbsentAndOthersAreUntouched(String type) throws Exception {
		run(type, (redis, repository) -> {
			String broken = save(repository, "a");
			String whole = save(repository, "b");
			redis.command("HSET spring:session:sessions:" + broken + " sessionAttr:name garbage");
			assertThat(repository.findById(broken)).isNull();
			assertThat(repository.findById(whole).<String>getAttribute("name")).isEqualTo("b");
		});
	}

	@Test
	void frozenRedisFailsRequestsInUnderASecondAndIsBackWithinOne() throws Exception {
		run("default", (redis, repository) -> {
			String id = save(repository, "a");
			redis.freeze();
			assertThat(failureOf(repository, id)).isLessThan(Duration.ofSeconds(1));
			assertThat(failureOf(repository, id)).isLessThan(Duration.ofMillis(100));
			redis.thaw();
			assertThat(recoveryOf(repository, id)).isLessThan(Duration.ofSeconds(1));
		});
	}

	@Test
	void killedRedisFailsRequestsInUnderASecondAndIsBackWithinOne() throws Exception {
		run("default", (redis, repository) -> {
			String id = save(repository, "a");
			redis.kill();
			assertThat(failureOf(repository, id)).isLessThan(Duration.ofSeconds(1));
			redis.restart();
			assertThat(recoveryOf(repository, id)).isLessThan(Duration.ofSeconds(1));
		});
	}

	@Test
	void workerStartsWhileRedisIsDown() throws Exception {
		try (RedisFixture redis = RedisFixture.start()) {
			redis.kill();
			runner(redis, "default").run((context) -> {
				SessionRepository<Session> repository = repository(context);
				assertThat(failureOf(repository, "any")).isLessThan(Duration.ofSeconds(1));
				redis.restart();
				assertThat(recoveryOf(repository, "any")).isLessThan(Duration.ofSeconds(1));
			});
		}
	}

	@Test
	void workerThatStartsWhileRedisIsFrozenFailsRequestsInUnderASecond() throws Exception {
		try (RedisFixture redis = RedisFixture.start()) {
			redis.freeze();
			runner(redis, "default").run((context) -> {
				SessionRepository<Session> repository = repository(context);
				assertThat(failureOf(repository, "any")).isLessThan(Duration.ofSeconds(1));
				redis.thaw();
				assertThat(recoveryOf(repository, "any")).isLessThan(Duration.ofSeconds(1));
			});
		}
	}

	@Test
	void requestThatDoesNotAskForItsSessionDoesNotNeedRedis() throws Exception {
		try (RedisFixture redis = RedisFixture.start()) {
			redis.kill();
			runner(redis, "default").run((context) -> {
				FilterChain nothing = (request, response) -> {
				};
				filter(context, new MockHttpServletRequest(), nothing);
				MockHttpServletRequest withCookie = new MockHttpServletRequest();
				withCookie.setCookies(new Cookie("SESSION", "aWQ="));
				filter(context, withCookie, nothing);
				FilterChain asks = (request, response) -> ((HttpServletRequest) request).getSession(false);
				filter(context, new MockHttpServletRequest(), asks);
				assertThatException().isThrownBy(() -> filter(context, withCookie, asks));
			});
		}
	}

	private static void filter(AssertableWebApplicationContext context, MockHttpServletRequest request,
			FilterChain chain) throws Exception {
		context.getBean(SessionRepositoryFilter.class).doFilter(request, new MockHttpServletResponse(), chain);
	}

	private static Duration failureOf(SessionRepository<Session> repository, String id) {
		long start = System.nanoTime();
		assertThatException().isThrownBy(() -> repository.findById(id));
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static Duration recoveryOf(SessionRepository<Session> repository, String id) {
		long start = System.nanoTime();
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(() -> {
			repository.findById(id);
			return true;
		});
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static String save(SessionRepository<Session> repository, String name) {
		Session session = repository.createSession();
		session.setAttribute("name", name);
		repository.save(session);
		return session.getId();
	}

	@SuppressWarnings("unchecked")
	private static SessionRepository<Session> repository(AssertableWebApplicationContext context) {
		return context.getBean(SessionRepository.class);
	}

	private static void run(String type, Scenario scenario) throws Exception {
		try (RedisFixture redis = RedisFixture.start()) {
			ContextConsumer<AssertableWebApplicationContext> consumer = (context) -> scenario.run(redis,
					repository(context));
			runner(redis, type).run(consumer);
		}
	}

	private static WebApplicationContextRunner runner(RedisFixture redis, String type) {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SharedSessionsAutoConfiguration.class,
					SessionAutoConfiguration.class, SessionDataRedisAutoConfiguration.class))
			.withPropertyValues("spring.session.data.redis.repository-type=" + type)
			.withBean(RedisLocation.class, redis::location);
	}

	private interface Scenario {

		void run(RedisFixture redis, SessionRepository<Session> repository) throws Exception;

	}

}
