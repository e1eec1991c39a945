/**
 * An application that answers nobody without a login.
 */
@NullMarked
package io.bootcluster.testapps.secured;

import org.jspecify.annotations.NullMarked;
