/**
 * Keeps the wanted workers of the wanted release alive.
 */
@NullMarked
package io.bootcluster.primary.supervisor;

import org.jspecify.annotations.NullMarked;
