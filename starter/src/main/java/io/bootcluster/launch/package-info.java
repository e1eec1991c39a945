/**
 * Decides, at the door, which process this JVM is.
 */
@NullMarked
package io.bootcluster.launch;

import org.jspecify.annotations.NullMarked;
