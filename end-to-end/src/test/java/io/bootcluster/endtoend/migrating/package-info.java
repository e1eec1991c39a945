/**
 * An application with a database that it migrates.
 */
@NullMarked
package io.bootcluster.endtoend.migrating;

import org.jspecify.annotations.NullMarked;
