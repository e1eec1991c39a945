/**
 * An application with scheduled methods of its own.
 */
@NullMarked
package io.bootcluster.leader.app;

import org.jspecify.annotations.NullMarked;
