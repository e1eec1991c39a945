package io.bootcluster.autoconfigure;

import io.bootcluster.nginx.NginxConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Shows Nginx the nodes.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class)
@Import(NginxConfiguration.class)
public final class NginxAutoConfiguration {

}
