/**
 * Decides when to probe and turns results and beats into verdicts.
 */
@NullMarked
package io.bootcluster.primary.health;

import org.jspecify.annotations.NullMarked;
