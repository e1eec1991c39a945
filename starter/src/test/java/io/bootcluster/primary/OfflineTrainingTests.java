package io.bootcluster.primary;

import java.util.Map;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.WrongSettingException;
import io.bootcluster.primary.memory.MemoryLimit;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OfflineTraining}.
 */
class OfflineTrainingTests {

	@Test
	void heapWhenItIsSetIsThatWhateverThisMachineHas() {
		BootclusterProperties cluster = bind(Map.of("bootcluster.worker.memory", "40GB", "bootcluster.workers", "8"));
		assertThat(OfflineTraining.heap(cluster, machine(1024))).isEqualTo(DataSize.ofGigabytes(40));
	}

	@Test
	void heapWhenItIsNotSetIsWhatFitsOnceHere() {
		BootclusterProperties cluster = bind(Map.of("bootcluster.workers", "8"));
		assertThat(OfflineTraining.heap(cluster, machine(1024)).toMegabytes()).isBetween(128L, 512L);
		assertThat(OfflineTraining.heap(cluster, machine(1024 * 1024))).isEqualTo(DataSize.ofGigabytes(31));
	}

	@Test
	void heapWhenNothingFitsSaysSo() {
		assertThatExceptionOfType(WrongSettingException.class)
			.isThrownBy(() -> OfflineTraining.heap(bind(Map.of()), machine(128)));
	}

	private static BootclusterProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(BootclusterProperties.PREFIX,
				BootclusterProperties.class);
	}

	private static MemoryLimit machine(int megabytes) {
		return new MemoryLimit(DataSize.ofMegabytes(megabytes), "control group");
	}

}
