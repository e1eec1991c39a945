package io.bootcluster;

/**
 * What was made of a jar before anything of it runs, for the workers of a later start.
 *
 * @param release the release's id
 * @param from what workers will be started from, such as {@code cds}
 * @param path the start archive
 * @param made whether it was made now, and not there before
 * @param millis how long all of it took, milliseconds
 */
public record PreparedRelease(String release, String from, String path, boolean made, long millis) {
}
