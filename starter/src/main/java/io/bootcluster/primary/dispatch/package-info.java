/**
 * Carries each request to one available worker and back.
 */
@NullMarked
package io.bootcluster.primary.dispatch;

import org.jspecify.annotations.NullMarked;
