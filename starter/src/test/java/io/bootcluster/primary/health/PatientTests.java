package io.bootcluster.primary.health;

import java.time.Duration;

import io.bootcluster.Prober.Answer;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Patient}, which writes a heap dump.
 */
class PatientTests {

	private static final Answer MISSING = Answer.missing("no answer in time");

	private final Patient patient = new Patient(new WorkerId(2, 5),
			new HealthSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 3), Duration.ZERO);

	@Test
	void verdictWhenTheHeapDumpGrowsNoMoreIsSilentAfterTheThreshold() {
		this.patient.answered(MISSING, MISSING, at(1));
		assertThat(this.patient.writes(0, at(1))).isTrue();
		assertThat(this.patient.writes(1000, at(5))).isFalse();
		this.patient.writes(1000, at(10.9));
		assertThat(this.patient.verdict(at(10.9)).finding()).isEqualTo(Finding.UNANSWERED);
		this.patient.writes(1000, at(11));
		assertThat(this.patient.verdict(at(11)).finding()).isEqualTo(Finding.SILENT);
	}

	@Test
	void verdictWhenPartsOfTheHeapDumpAreMergedAndShrinkIsNotSilent() {
		this.patient.answered(MISSING, MISSING, at(1));
		this.patient.writes(1000, at(5));
		this.patient.writes(600, at(10));
		assertThat(this.patient.verdict(at(15)).finding()).isEqualTo(Finding.UNANSWERED);
	}

	@Test
	void verdictWhenTheHeapDumpIsDoneAndItStaysSilentIsSilent() {
		this.patient.answered(MISSING, MISSING, at(1));
		this.patient.writes(1000, at(5));
		assertThat(this.patient.verdict(at(8)).reason()).isEqualTo("writes a heap dump");
		this.patient.writes(HeapDumps.NONE, at(8));
		assertThat(this.patient.verdict(at(8)).reason()).isEqualTo("no answer in time");
		assertThat(this.patient.verdict(at(11)).finding()).isEqualTo(Finding.SILENT);
	}

	@Test
	void silentIsWhoNeitherBeatsNorAnswers() {
		assertThat(this.patient.isSilent(at(5))).as("has not been asked").isFalse();
		this.patient.answered(MISSING, MISSING, at(5));
		assertThat(this.patient.isSilent(at(5))).isTrue();
		this.patient.beat(false, at(5));
		assertThat(this.patient.isSilent(at(5.5))).as("beats").isFalse();
	}

	private static Duration at(double seconds) {
		return Duration.ofMillis((long) (seconds * 1000));
	}

}
