/**
 * Judges HTTP/1.1 byte for byte: where heads and bodies end, what is refused, and what a
 * head looks like on the next hop.
 */
@NullMarked
package io.bootcluster.primary.dispatch.http;

import org.jspecify.annotations.NullMarked;
