package io.bootcluster.primary.postmortem;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessSight}.
 */
class ProcessSightTests {

	@Test
	void isStoppedWhenTheSystemSaysSo() {
		assertThat(new ProcessSight(List.of("Name:\tjava", "State:\tT (stopped)")).isStopped()).isTrue();
		assertThat(new ProcessSight(List.of("Name:\tjava", "State:\tS (sleeping)")).isStopped()).isFalse();
		assertThat(new ProcessSight(List.of()).isStopped()).isFalse();
	}

	@Test
	void wouldQuitWhenNobodyTakesTheSignal() {
		assertThat(new ProcessSight(List.of("SigCgt:\t2000000181005ccf")).wouldQuit()).isFalse();
		assertThat(new ProcessSight(List.of("SigCgt:\t2000000181005cc8")).wouldQuit()).isTrue();
		assertThat(new ProcessSight(List.of()).wouldQuit()).isFalse();
	}

	@Test
	void ofThisProcessIsOneThatTakesSignals() {
		ProcessSight sight = ProcessSight.of(ProcessHandle.current().pid());
		assertThat(sight.isStopped()).isFalse();
		assertThat(sight.wouldQuit()).isFalse();
	}

}
