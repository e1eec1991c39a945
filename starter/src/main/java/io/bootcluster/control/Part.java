package io.bootcluster.control;

/**
 * What part of the whole a worker has.
 *
 * @param migrates whether it migrates the database for its release
 * @param workers how many workers are wanted, with this one
 */
public record Part(boolean migrates, int workers) {
}
