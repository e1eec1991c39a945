package io.bootcluster.endtoend;

import java.io.IOException;

import io.bootcluster.endtoend.harness.SampleJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is tagged {@code http} runs twice: on the Netty of the application's Boot and on
 * the one that we build with.
 */
@Tag("http")
class NettyVersionTests {

	@Test
	void sampleRunsOnTheNettyThatIsMeant() throws IOException {
		assertThat(SampleJar.nettyVersions()).containsExactly(System.getProperty("expected.netty"));
	}

}
