/**
 * A Redis server for development machines that have none.
 */
@NullMarked
package io.bootcluster.embeddedredis;

import org.jspecify.annotations.NullMarked;
