package io.bootcluster.nodes;

import java.util.function.LongSupplier;

/**
 * What is shared with other nodes.
 *
 * @param store everything
 * @param lease leadership over all nodes
 * @param nanos monotonic time
 */
record Shared(NodesStore store, HeldLease lease, LongSupplier nanos) {
}
