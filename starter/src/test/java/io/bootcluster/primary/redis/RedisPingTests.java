package io.bootcluster.primary.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedisPingTests {

	private static final Duration TIMEOUT = Duration.ofMillis(200);

	@Test
	void answersWhenPongReturnsTrue() {
		try (FakeRedis redis = FakeRedis.answering("+PONG\r\n")) {
			assertThat(answers(redis.address())).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-NOAUTH Authentication required.\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "+PO",
			"-DENIED Redis is running in protected mode\r\n", "" })
	void answersWhenAnythingElseReturnsFalse(String answer) {
		try (FakeRedis redis = FakeRedis.answering(answer)) {
			assertThat(answers(redis.address())).isFalse();
		}
	}

	@Test
	void answersWhenNobodyListensReturnsFalse() throws Exception {
		InetSocketAddress address;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			address = (InetSocketAddress) server.getLocalSocketAddress();
		}
		assertThat(answers(address)).isFalse();
	}

	@Test
	void answersWhenListenerIsSilentReturnsFalseInTime() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			long start = System.nanoTime();
			assertThat(answers((InetSocketAddress) server.getLocalSocketAddress())).isFalse();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(4));
		}
	}

	@Test
	void answersWhenPasswordIsAcceptedReturnsTrue() {
		try (FakeRedis redis = FakeRedis.answering("+OK\r\n+PONG\r\n")) {
			assertThat(RedisPing.answers(redis.address(), Optional.of("secret"), TIMEOUT)).isTrue();
		}
	}

	private static boolean answers(InetSocketAddress address) {
		return RedisPing.answers(address, Optional.empty(), TIMEOUT);
	}

}
