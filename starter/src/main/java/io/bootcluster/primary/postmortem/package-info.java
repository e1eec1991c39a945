/**
 * Keeps what a worker was doing before it is killed, for people to read later.
 */
@NullMarked
package io.bootcluster.primary.postmortem;

import org.jspecify.annotations.NullMarked;
