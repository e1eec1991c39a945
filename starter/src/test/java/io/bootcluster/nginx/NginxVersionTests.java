package io.bootcluster.nginx;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Versions are read and compared as numbers.
 */
class NginxVersionTests {

	@Test
	void ofReadsThreeNumbersAndNothingElse() {
		assertThat(NginxVersion.of("1.29.6")).contains(new NginxVersion(1, 29, 6));
		assertThat(NginxVersion.of("1.29")).isEmpty();
		assertThat(NginxVersion.of("1.29.6 ")).isEmpty();
		assertThat(NginxVersion.of("1.29.6;")).isEmpty();
		assertThat(NginxVersion.of("1.2999.6")).isEmpty();
		assertThat(NginxVersion.of("")).isEmpty();
	}

	@Test
	void toldByReadsWhatNginxPrints() {
		assertThat(NginxVersion.toldBy("nginx version: nginx/1.22.1 (Debian)").map(NginxVersion::toString))
			.contains("1.22.1");
		assertThat(NginxVersion.toldBy("nginx version: openresty/1.25.3.1").map(NginxVersion::toString))
			.contains("1.25.3");
		assertThat(NginxVersion.toldBy("sh: nginx: not found")).isEmpty();
	}

	@Test
	void isAtLeastComparesNumbers() {
		assertThat(new NginxVersion(1, 29, 10).isAtLeast(NginxVersion.DRAIN)).isTrue();
		assertThat(NginxVersion.DRAIN.isAtLeast(NginxVersion.DRAIN)).isTrue();
		assertThat(new NginxVersion(1, 29, 5).isAtLeast(NginxVersion.DRAIN)).isFalse();
		assertThat(new NginxVersion(2, 0, 0).isAtLeast(NginxVersion.DRAIN)).isTrue();
	}

}
