/**
 * Wires the worker's rooms into the application.
 */
@NullMarked
package io.bootcluster.autoconfigure;

import org.jspecify.annotations.NullMarked;
