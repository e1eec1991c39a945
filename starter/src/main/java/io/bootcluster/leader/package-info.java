/**
 * Runs what must run once in one worker.
 */
@NullMarked
package io.bootcluster.leader;

import org.jspecify.annotations.NullMarked;
