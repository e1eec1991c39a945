/**
 * A small application that remembers which events of the cluster it heard of, with an
 * error page of its own.
 */
@NullMarked
package io.bootcluster.endtoend.witness;

import org.jspecify.annotations.NullMarked;
