package io.bootcluster.primary.memory;

import io.bootcluster.WorkerCount;
import io.bootcluster.WorkerMemory;
import io.bootcluster.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemoryBudget}.
 */
class MemoryBudgetTests {

	@ParameterizedTest(name = "{0} workers with {1} on {2} processors and {3} MiB")
	@CsvSource({
			// workers, memory, processors, limit -> workers, heap, surge
			"auto, auto, 2, 24000, 2, 7026, true", "auto, auto, 8, 24000, 4, 4164, true",
			"auto, auto, 1, 4096, 2, 1055, true", "auto, auto, 4, 1024, 2, 133, true",
			"auto, auto, 4, 768, 2, 150, false", "auto, auto, 4, 512, 1, 200, false",
			"auto, auto, 3, 1400, 3, 152, true", "3, auto, 1, 1024, 3, 133, false", "1, auto, 8, 1024, 1, 265, true",
			"6, auto, 2, 24000, 6, 2937, true", "2, 256MB, 2, 2048, 2, 256, true", "2, 256MB, 2, 1024, 2, 256, false",
			"auto, 256MB, 4, 2048, 3, 256, true", "auto, 512MB, 4, 900, 1, 512, false" })
	void planWhenItFitsSharesTheLimit(String workers, String memory, int processors, long limit, int count, long heap,
			boolean surge) {
		MemoryBudget budget = plan(workers, memory, processors, limit);
		assertThat(budget.workers()).isEqualTo(count);
		assertThat(budget.heap().toMegabytes()).isEqualTo(heap);
		assertThat(budget.most()).isGreaterThanOrEqualTo(count);
		assertThat(budget.most() > count).isEqualTo(surge);
	}

	@ParameterizedTest(name = "{0} workers with {1} and {2} MiB")
	@CsvSource({ "4, auto, 900, bootcluster.workers", "2, 512MB, 1024, bootcluster.workers",
			"auto, 512MB, 512, bootcluster.worker.memory", "auto, auto, 256, bootcluster.worker.memory" })
	void planWhenItDoesNotFitFailsWithTheFigures(String workers, String memory, long limit, String property) {
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> plan(workers, memory, 2, limit))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(property))
			.withMessageContaining("but there are " + limit + " MiB")
			.withMessageContaining("need a limit of");
	}

	@Test
	void planWhenItDoesNotFitSaysHowManyWould() {
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> plan("8", "200MB", 2, 1500))
			.satisfies((ex) -> assertThat(ex.action()).contains("most that fit: 3"));
	}

	@Test
	void planWhenThereIsNoRoomForOneMoreSaysSo() {
		assertThat(plan("auto", "auto", 4, 768).explanation())
			.isEqualTo("heap of at most 150 MiB each of 768 MiB (test) (bootcluster.workers=auto: 4 processors),"
					+ " no room for one more: a reload stops the old worker first");
	}

	@Test
	void planWhenTheHeapIsGivenTellsHowManyFit() {
		MemoryBudget budget = plan("2", "256MB", 2, 2048);
		assertThat(budget.most()).isEqualTo(4);
		assertThat(budget.figures()).startsWith("each takes a heap of up to 256 MiB and about 130 MiB besides,"
				+ " the primary 130 MiB, of nine tenths of 2048 MiB (test)");
	}

	private static MemoryBudget plan(String workers, String memory, int processors, long limit) {
		return MemoryBudget.plan(new MemoryRequest(WorkerCount.valueOf(workers), WorkerMemory.valueOf(memory),
				processors, new MemoryLimit(DataSize.ofMegabytes(limit), "test")));
	}

}
