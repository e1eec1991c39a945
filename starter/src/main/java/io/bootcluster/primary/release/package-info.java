/**
 * Turns what this JVM was started from into a release that workers start from.
 */
@NullMarked
package io.bootcluster.primary.release;

import org.jspecify.annotations.NullMarked;
