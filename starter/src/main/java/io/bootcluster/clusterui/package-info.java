/**
 * Shows the cluster to people, as a page that lives.
 */
@NullMarked
package io.bootcluster.clusterui;

import org.jspecify.annotations.NullMarked;
