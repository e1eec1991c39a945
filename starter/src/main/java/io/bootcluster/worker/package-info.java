/**
 * The worker's side: private listener, client facts, report, obey, never outlive the
 * primary.
 */
@NullMarked
package io.bootcluster.worker;

import org.jspecify.annotations.NullMarked;
