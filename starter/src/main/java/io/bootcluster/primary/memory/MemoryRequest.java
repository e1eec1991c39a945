package io.bootcluster.primary.memory;

import io.bootcluster.WorkerCount;
import io.bootcluster.WorkerMemory;

/**
 * What the settings ask for and what the machine has.
 *
 * @param workers how many workers are wanted
 * @param memory how large each heap may grow
 * @param processors processors that this JVM may use, 1 or more
 * @param limit memory that the node may use
 */
public record MemoryRequest(WorkerCount workers, WorkerMemory memory, int processors, MemoryLimit limit) {
}
