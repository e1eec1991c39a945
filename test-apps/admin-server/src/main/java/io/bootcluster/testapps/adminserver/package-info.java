/**
 * A Spring Boot Admin server.
 */
@NullMarked
package io.bootcluster.testapps.adminserver;

import org.jspecify.annotations.NullMarked;
