/**
 * The promises, kept by real JVMs that are killed.
 */
@NullMarked
package io.bootcluster.endtoend;

import org.jspecify.annotations.NullMarked;
