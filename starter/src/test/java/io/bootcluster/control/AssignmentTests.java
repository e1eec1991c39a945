package io.bootcluster.control;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.bootcluster.ListenerAddress;
import io.bootcluster.RedisLocation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Assignment}.
 */
class AssignmentTests {

	private final Assignment assignment = new Assignment(1, "s3cret", Path.of("/run/a b/line"),
			ListenerAddress.unix(Path.of("/run/w-1-1")), Optional.of(ListenerAddress.tcp(0)),
			new PublicSide(8080, 8081), "node", "abc", new Part(true, 3), Optional.of(new RedisLocation("localhost",
					6379, Optional.of(Path.of("/run/redis")), Optional.of("passw0rd"), "started", true)),
			Duration.ofSeconds(30), Duration.ofMillis(1500));

	@Test
	void readWhenWrittenGivesTheSame() throws IOException {
		assertThat(Assignment.readFrom(new ByteArrayInputStream(written()))).isEqualTo(this.assignment);
	}

	@Test
	void readWhenMoreFollowsLeavesItInTheStream() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(written());
		out.write('x');
		ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
		Assignment.readFrom(in);
		assertThat(in.read()).isEqualTo('x');
		assertThat(in.read()).isEqualTo(-1);
	}

	@Test
	void readWhenThePrimaryIsGoneSaysSo() {
		assertThatExceptionOfType(EOFException.class)
			.isThrownBy(() -> Assignment.readFrom(new ByteArrayInputStream(new byte[0])));
	}

	@Test
	void readWhenSomethingElseComesIsRefusedWithoutQuotingIt() {
		byte[] other = "{\"secret\":\"s3cret\",\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Assignment.readFrom(new ByteArrayInputStream(other)))
			.withMessageNotContaining("s3cret")
			.withNoCause();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Assignment.readFrom(new ByteArrayInputStream(new byte[100_000])));
	}

	@Test
	void toStringShowsNoSecret() {
		assertThat(this.assignment.toString()).doesNotContain("s3cret", "passw0rd").contains("w-1-1");
	}

	private byte[] written() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.assignment.writeTo(out);
		return out.toByteArray();
	}

}
