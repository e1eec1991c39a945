/**
 * Keeps sessions shared, decodable and quick to fail.
 */
@NullMarked
package io.bootcluster.session;

import org.jspecify.annotations.NullMarked;
