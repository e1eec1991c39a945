package io.bootcluster.primary.supervisor;

/**
 * The wish that a slot's life be replaced by its next one.
 *
 * @param wish id of the wish
 * @param generation the latest life before it: only later ones are new
 */
record Renewal(String wish, int generation) {

	boolean isNew(WorkerHandle life) {
		return life.id.generation() > this.generation;
	}

}
