/**
 * Starts real clusters, talks to them without ever trying again, and leaves nothing
 * behind.
 */
@NullMarked
package io.bootcluster.endtoend.harness;

import org.jspecify.annotations.NullMarked;
