/**
 * Builds the primary's rooms, opens them in order, closes them in reverse.
 */
@NullMarked
package io.bootcluster.primary;

import org.jspecify.annotations.NullMarked;
