/**
 * The line between the primary and a worker: its messages and both of its ends.
 */
@NullMarked
package io.bootcluster.control;

import org.jspecify.annotations.NullMarked;
