/**
 * Holds the rules of the house that a compiler does not know.
 */
@NullMarked
package io.bootcluster.architecture;

import org.jspecify.annotations.NullMarked;
