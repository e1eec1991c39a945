package io.bootcluster.primary.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import io.bootcluster.Measures;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import io.bootcluster.control.News;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All workers are told the same, and a failure is told to somebody.
 */
@ExtendWith(OutputCaptureExtension.class)
class AudienceTests {

	private static final WorkerId FIRST = new WorkerId(1, 1);

	private static final WorkerId SECOND = new WorkerId(2, 1);

	@Test
	void seenWhenSeveralWorkersListenSaysItOnceToAll() {
		List<Collection<WorkerId>> told = new ArrayList<>();
		Telemetry shared = telemetry((workers, message) -> told.add(workers));
		shared.opened(FIRST);
		shared.opened(SECOND);
		told.clear();
		shared.seen(Pictures.of(Pictures.worker(1, 1, "serving")));
		assertThat(told).containsExactly(Set.of(FIRST, SECOND));
	}

	@Test
	void seenWhenItFailsSaysSoAndGoesOn(CapturedOutput output) {
		List<Message.Down> heard = new ArrayList<>();
		Telemetry failing = telemetry((workers, message) -> {
			heard.add(message);
			if (heard.size() == 2) {
				throw new IllegalStateException("no line");
			}
		});
		failing.opened(FIRST);
		failing.seen(Pictures.of(Pictures.worker(1, 1, "serving")));
		assertThat(output).contains("Events or measurements of the node are lost").contains("no line");
		failing.opened(SECOND);
		assertThat(heard).last().isInstanceOf(News.Measured.class);
	}

	private static Telemetry telemetry(BiConsumer<Collection<WorkerId>, Message.Down> line) {
		return new Telemetry(Runnable::run, () -> Measures.NONE, line, new Telemetry.Time(() -> 0, () -> Pictures.AT));
	}

}
