/**
 * Shares the machine's memory between the primary and its workers.
 */
@NullMarked
package io.bootcluster.primary.memory;

import org.jspecify.annotations.NullMarked;
