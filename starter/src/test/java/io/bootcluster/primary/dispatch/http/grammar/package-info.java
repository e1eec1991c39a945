/**
 * A second opinion on HTTP/1.1: the grammar of the RFCs, simple and slow, that the
 * scanner is held against and shares no code with.
 */
@NullMarked
package io.bootcluster.primary.dispatch.http.grammar;

import org.jspecify.annotations.NullMarked;
