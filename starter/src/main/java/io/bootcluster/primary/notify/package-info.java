/**
 * Tells the service manager (systemd) how the primary is.
 */
@NullMarked
package io.bootcluster.primary.notify;

import org.jspecify.annotations.NullMarked;
