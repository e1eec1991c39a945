/**
 * The words everybody speaks: workers, their states and addresses, the interfaces where
 * supervisor and dispatcher meet, the settings, and the API for applications.
 */
@NullMarked
package io.bootcluster;

import org.jspecify.annotations.NullMarked;
