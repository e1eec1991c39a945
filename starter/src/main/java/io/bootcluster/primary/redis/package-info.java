/**
 * Finds a Redis, or runs one of our own.
 */
@NullMarked
package io.bootcluster.primary.redis;

import org.jspecify.annotations.NullMarked;
