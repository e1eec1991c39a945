package io.bootcluster.autoconfigure;

import io.bootcluster.worker.ManagementWorkerConfiguration;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Import;

/**
 * Moves the web server of a management port of its own behind its private listener too.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@Import(ManagementWorkerConfiguration.class)
public class BootclusterManagementConfiguration {

}
