/**
 * A small application of the tests' own, started from the class path.
 */
@NullMarked
package io.bootcluster.endtoend.app;

import org.jspecify.annotations.NullMarked;
