package io.bootcluster.nginx;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing but a host and a port gets into Nginx's configuration.
 */
class ServerAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.1:8080", "255.255.255.255:65535", "[::1]:1", "[2001:db8::1]:8080",
			"[::ffff:10.0.0.1]:80" })
	void ofWhenAddressIsNoName(String text) {
		assertThat(ServerAddress.of(text)).contains(new ServerAddress(text, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:8080", "web-1.example.com:8080", "app_1:80", "A:1", "1a.b2:9", "unix.org:80" })
	void ofWhenNameIsName(String text) {
		assertThat(ServerAddress.of(text)).contains(new ServerAddress(text, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "10.0.0.1", "10.0.0.1:", "10.0.0.1:0", "10.0.0.1:65536", "10.0.0.1:080",
			"10.0.0.256:80", "10.0.0:80", "1:80", "a.1:80", "10.0.0.1.:80", "::1:80", "[::1]", "[::1]:", "[:::1]:80",
			"[1.2.3.4]:80", "[fe80::1%eth0]:80", "unix:80", "UNIX:80", "unix:/run/x:80", "a b:80", "a;b:80", "a:80;",
			"a:80 backup", "a:80\n", "a:80\nserver b:80", "a..b:80", ".a:80", "a.:80", "-a:80", "a-:80", "a:80#",
			"${x}:80", "$host:80", "{a}:80", "ä:80", "http://a:80", "a/b:80", "\"a\":80", "a:80\u0000" })
	void ofWhenAnythingElseIsEmpty(String text) {
		assertThat(ServerAddress.of(text)).isEmpty();
	}

}
