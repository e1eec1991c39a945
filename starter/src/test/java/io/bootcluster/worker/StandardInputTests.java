package io.bootcluster.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.bootcluster.ListenerAddress;
import io.bootcluster.control.Assignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Standard input gives the assignment, and its end is the primary's.
 */
@Timeout(20)
class StandardInputTests {

	private final Assignment assignment = new Workers().with(ListenerAddress.tcp(0), Optional.empty()).assignment();

	@Test
	void whenEndedCallsOnlyAfterThePipeEnds() throws Exception {
		CountDownLatch ended = new CountDownLatch(1);
		try (PipedOutputStream primary = new PipedOutputStream()) {
			StandardInput input = new StandardInput(new PipedInputStream(primary));
			this.assignment.writeTo(primary);
			assertThat(input.assignment(Duration.ofSeconds(10))).isEqualTo(this.assignment);
			input.whenEnded(ended::countDown);
			assertThat(ended.await(100, TimeUnit.MILLISECONDS)).isFalse();
		}
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void assignmentWhenStandardInputIsEmptyFails() {
		StandardInput input = new StandardInput(new ByteArrayInputStream(new byte[0]));
		assertThatExceptionOfType(NoAssignmentException.class)
			.isThrownBy(() -> input.assignment(Duration.ofSeconds(10)))
			.satisfies((ex) -> assertThat(new NoAssignmentException.Analyzer().analyze(ex, ex).getAction())
				.contains("BOOTCLUSTER_WORKER"));
	}

	@Test
	void assignmentWhenNobodySpeaksFailsAtTheDeadline() throws IOException {
		try (PipedOutputStream silent = new PipedOutputStream()) {
			StandardInput input = new StandardInput(new PipedInputStream(silent));
			assertThatExceptionOfType(NoAssignmentException.class)
				.isThrownBy(() -> input.assignment(Duration.ofMillis(50)));
		}
	}

}
