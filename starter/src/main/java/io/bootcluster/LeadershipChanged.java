package io.bootcluster;

/**
 * Published as an event in the application's context when this worker becomes the leader
 * or is it no longer; never when standalone. By the time that a listener hears it,
 * {@link ClusterMember#isLeader()} may have changed again.
 *
 * @param leader whether this worker is the leader now
 */
public record LeadershipChanged(boolean leader) {
}
