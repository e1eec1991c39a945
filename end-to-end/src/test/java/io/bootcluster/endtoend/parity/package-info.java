/**
 * The parity table: each behaviour of an application, plain and clustered, side by side.
 */
@NullMarked
package io.bootcluster.endtoend.parity;

import org.jspecify.annotations.NullMarked;
