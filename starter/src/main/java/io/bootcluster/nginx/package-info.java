/**
 * Writes the nodes where Nginx reads them.
 */
@NullMarked
package io.bootcluster.nginx;

import org.jspecify.annotations.NullMarked;
