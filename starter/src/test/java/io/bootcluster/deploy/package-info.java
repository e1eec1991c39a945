/**
 * Holds what we give away to deploy: that it is valid, and that its values add up.
 */
@NullMarked
package io.bootcluster.deploy;

import org.jspecify.annotations.NullMarked;
