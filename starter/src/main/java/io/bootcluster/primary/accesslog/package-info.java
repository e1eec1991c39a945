/**
 * Writes a line for each request that has ended.
 */
@NullMarked
package io.bootcluster.primary.accesslog;

import org.jspecify.annotations.NullMarked;
