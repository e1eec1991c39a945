/**
 * Which nodes exist now, who leads them, and what they do one after the other.
 */
@NullMarked
package io.bootcluster.nodes;

import org.jspecify.annotations.NullMarked;
