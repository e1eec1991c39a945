/**
 * The application of the parity table: shows all that a servlet can see of a request, and
 * answers in every way that a servlet can.
 */
@NullMarked
package io.bootcluster.endtoend.parity.app;

import org.jspecify.annotations.NullMarked;
