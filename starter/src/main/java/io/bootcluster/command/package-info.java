/**
 * What an operator types: status, reload, scale.
 */
@NullMarked
package io.bootcluster.command;

import org.jspecify.annotations.NullMarked;
