/**
 * Measures the cluster: one scrape for all workers of a node, and what is counted of the
 * node as a whole.
 */
@NullMarked
package io.bootcluster.metrics;

import org.jspecify.annotations.NullMarked;
