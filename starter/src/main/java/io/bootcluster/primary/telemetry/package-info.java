/**
 * Remembers what happened to the node and what was measured of it, and tells the workers.
 */
@NullMarked
package io.bootcluster.primary.telemetry;

import org.jspecify.annotations.NullMarked;
