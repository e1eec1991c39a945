package io.bootcluster.primary.dispatch;

import java.util.Set;
import java.util.TreeSet;

import io.netty.channel.epoll.Epoll;
import io.netty.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dispatcher's tests run on two versions of Netty. Holds that each run has the one
 * that it says, whole, and with its native transport.
 */
class NettyVersionTests {

	@Test
	@EnabledIfSystemProperty(named = "expected.netty", matches = ".+", disabledReason = "not run by the build")
	void everyPartOfNettyIsOfTheExpectedVersion() {
		String expected = System.getProperty("expected.netty");
		Set<String> versions = new TreeSet<>();
		Version.identify().values().forEach((version) -> versions.add(version.artifactVersion()));
		System.out.println("Netty: " + Version.identify().values());
		assertThat(versions).containsExactly(expected);
		assertThat(Version.identify()).containsKeys("netty-common", "netty-buffer", "netty-transport", "netty-handler");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void nativeTransportIsThere() {
		assertThat(Epoll.isAvailable()).isTrue();
	}

}
