/**
 * Shows the cluster and takes an operator's wishes.
 */
@NullMarked
package io.bootcluster.actuator;

import org.jspecify.annotations.NullMarked;
