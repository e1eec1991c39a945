package io.bootcluster.primary;

import java.util.Map;
import java.util.Set;

import io.bootcluster.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RestartNeeds}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestartNeedsTests {

	private static final Map<String, String> OWN = Map.of("server.port", "1", "server.address", "2");

	private static final WorkerId OLD = new WorkerId(1, 1);

	private static final WorkerId NEW = new WorkerId(1, 2);

	private final RestartNeeds needs = new RestartNeeds(OWN);

	@Test
	void namesWhenAWorkerReadsTheSameAreNone(CapturedOutput output) {
		assertThat(this.needs.told(OLD, OWN)).isFalse();
		assertThat(this.needs.names()).isEmpty();
		assertThat(output).isEmpty();
	}

	@Test
	void namesAreThoseThatWereChangedAddedOrRemoved() {
		assertThat(this.needs.told(NEW, Map.of("server.port", "7", "bootcluster.workers", "8"))).isTrue();
		assertThat(this.needs.names()).containsExactly("bootcluster.workers", "server.address", "server.port");
	}

	@Test
	void namesWhenTheyStayAreToldOnce(CapturedOutput output) {
		this.needs.told(NEW, Map.of("server.port", "1"));
		assertThat(this.needs.told(new WorkerId(2, 2), Map.of("server.port", "1"))).isFalse();
		assertThat(output).containsOnlyOnce("Only a restart of the primary changes server.address, which worker-1.2"
				+ " reads differently: restart the application, or type the command upgrade");
	}

	@Test
	void namesWhenALaterLifeAgreesAreNoneAgain(CapturedOutput output) {
		this.needs.told(OLD, Map.of());
		assertThat(this.needs.told(NEW, OWN)).isTrue();
		assertThat(this.needs.names()).isEmpty();
		assertThat(output).contains("for worker-1.2 what they are for this primary again");
	}

	@Test
	void namesWhenTheLatestHasGoneAreThoseOfTheOneBefore() {
		this.needs.told(OLD, OWN);
		this.needs.told(NEW, Map.of());
		this.needs.retain(Set.of(OLD, NEW));
		assertThat(this.needs.names()).hasSize(2);
		this.needs.retain(Set.of(OLD));
		assertThat(this.needs.names()).isEmpty();
	}

	@Test
	void namesWhenNobodyIsLeftStay() {
		this.needs.told(NEW, Map.of());
		this.needs.retain(Set.of());
		assertThat(this.needs.names()).hasSize(2);
	}

}
