package io.bootcluster;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What nodes are called goes into other programs' configurations.
 */
class NodesPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "host-1.example:8080", "A_b.c:-" })
	void idThatIsHarmlessIsTaken(String id) {
		assertThat(settings(id, null).id()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a;b", "a\nb", "a{b}", "ä", "a/b", "$a" })
	void idThatIsHostileIsRefused(String id) {
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> settings(id, null))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("bootcluster.nodes.id"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "host:80", "10.0.0.1:65535", "[2001:db8::1]:8080" })
	void addressThatIsOneIsTaken(String address) {
		assertThat(settings(null, address).address()).isEqualTo(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "host", "host:", "host:0", "host:65536", ":80", "a b:80", "a;b:80", "a:80;", "::1:80",
			"[x]:80", "host:80\n" })
	void addressThatIsNoneIsRefused(String address) {
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> settings(null, address))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("bootcluster.nodes.address"));
	}

	@Test
	void drainDelayIsUsualWhereNodesAreRegistered() {
		assertThat(settings(null, null).effectiveDrainDelay()).isEqualTo(Duration.ofSeconds(5));
	}

	private static NodesProperties settings(String id, String address) {
		return new NodesProperties(true, id, address, null, Duration.ofSeconds(1), Duration.ofSeconds(5),
				Duration.ofMillis(500), null, Duration.ofMinutes(10));
	}

}
