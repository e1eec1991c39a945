package io.bootcluster.primary;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.PreparedRelease;
import io.bootcluster.WorkerCount;
import io.bootcluster.WrongSettingException;
import io.bootcluster.primary.memory.MemoryBudget;
import io.bootcluster.primary.memory.MemoryLimit;
import io.bootcluster.primary.memory.MemoryReader;
import io.bootcluster.primary.memory.MemoryRequest;
import io.bootcluster.primary.release.Preparation;
import io.bootcluster.primary.release.ThisJvm;

import org.springframework.util.unit.DataSize;

/**
 * Prepares this jar's release where no primary runs, such as in the build of an image.
 */
public final class OfflineTraining {

	/**
	 * With larger heaps, HotSpot lays out objects in a way that few workers would share.
	 */
	private static final DataSize LARGEST = DataSize.ofGigabytes(31);

	private OfflineTraining() {
	}

	/**
	 * Prepare the release, and have its start archive made on this thread.
	 * @param cluster our own settings
	 * @param arguments what the main method was given
	 * @return what is there now
	 * @throws WrongSettingException if this machine has too little memory for one worker
	 * @throws IOException if it could not be made, with a message for people
	 */
	public static PreparedRelease run(BootclusterProperties cluster, List<String> arguments) throws IOException {
		DataSize heap = heap(cluster, MemoryReader.ofThisMachine().read());
		return Preparation.make(ThisJvm.look(arguments), Slices.workerJvm(cluster.worker(), heap), cluster.release(),
				Slices.training(cluster.worker()));
	}

	/**
	 * The machine that will run the workers is another one: here, only the training must
	 * fit.
	 */
	static DataSize heap(BootclusterProperties cluster, MemoryLimit limit) {
		return cluster.worker().memory().heap().orElseGet(() -> {
			WorkerCount one = new WorkerCount(OptionalInt.of(1));
			DataSize share = MemoryBudget.plan(new MemoryRequest(one, cluster.worker().memory(), 1, limit)).heap();
			return (share.compareTo(LARGEST) < 0) ? share : LARGEST;
		});
	}

}
