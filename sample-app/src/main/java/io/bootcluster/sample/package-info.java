/**
 * An ordinary web application that shows what a cluster of workers survives.
 */
@NullMarked
package io.bootcluster.sample;

import org.jspecify.annotations.NullMarked;
