/**
 * Shows a Spring Boot Admin server one node instead of its workers.
 */
@NullMarked
package io.bootcluster.admin;

import org.jspecify.annotations.NullMarked;
