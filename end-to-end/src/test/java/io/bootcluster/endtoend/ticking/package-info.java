/**
 * An application with scheduled methods.
 */
@NullMarked
package io.bootcluster.endtoend.ticking;

import org.jspecify.annotations.NullMarked;
