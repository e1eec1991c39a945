/**
 * Follows what operators wish for to its outcome.
 */
@NullMarked
package io.bootcluster.primary.wishes;

import org.jspecify.annotations.NullMarked;
