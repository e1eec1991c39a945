/**
 * Lets a new primary take over from the one that runs, worker by worker.
 */
@NullMarked
package io.bootcluster.primary.upgrade;

import org.jspecify.annotations.NullMarked;
