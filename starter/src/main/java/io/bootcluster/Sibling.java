package io.bootcluster;

/**
 * Where another worker of the same node answers its siblings.
 *
 * @param worker the worker
 * @param release id of the release that it runs
 * @param address its private main listener
 */
public record Sibling(WorkerId worker, String release, ListenerAddress address) {
}
