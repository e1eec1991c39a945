package io.bootcluster.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class UndecodableSessionsTests {

	private final AtomicLong nanos = new AtomicLong();

	private final UndecodableSessions undecodable = new UndecodableSessions(this.nanos::get);

	private final TolerantSerializer serializer = new TolerantSerializer(new JdkSerializationRedisSerializer(),
			this.undecodable);

	private final TolerantSessionMapper mapper = new TolerantSessionMapper(this.undecodable);

	@Test
	void deserializeWhenValueIsWholeReturnsIt() {
		assertThat(this.serializer.deserialize(this.serializer.serialize("a"))).isEqualTo("a");
		assertThat(this.serializer.deserialize(null)).isNull();
	}

	@Test
	void applyWhenAnAttributeIsUndecodableReturnsNone() {
		Object undecodable = this.serializer.deserialize(new byte[] { 1, 2, 3 });
		assertThat(undecodable).isNotNull();
		assertThat(this.mapper.apply("id", Map.of("creationTime", 1L, "lastAccessedTime", 1L, "maxInactiveInterval", 1,
				"sessionAttr:a", undecodable)))
			.isNull();
	}

	@Test
	void applyWhenAPartIsMissingOrOfAnotherTypeReturnsNone() {
		assertThat(this.mapper.apply("id", Map.of("lastAccessedTime", 1L))).isNull();
		assertThat(this.mapper.apply("id", Map.of("creationTime", "yesterday"))).isNull();
	}

	@Test
	void applyWhenSessionIsWholeReturnsIt() {
		long now = Instant.now().toEpochMilli();
		assertThat(this.mapper.apply("id",
				Map.of("creationTime", now, "lastAccessedTime", now, "maxInactiveInterval", 60, "sessionAttr:a", "b")))
			.satisfies((session) -> assertThat(session.<String>getAttribute("a")).isEqualTo("b"));
	}

	@Test
	void foundIsToldAtMostOnceAMinute(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.undecodable.found(new IllegalStateException("first"));
		}
		this.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
		this.undecodable.found(new IllegalStateException("later"));
		assertThat(output.toString().split("counts as absent", -1)).hasSize(3);
		assertThat(output).contains("later (2 values more");
	}

}
