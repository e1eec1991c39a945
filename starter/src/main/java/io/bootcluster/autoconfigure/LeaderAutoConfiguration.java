package io.bootcluster.autoconfigure;

import io.bootcluster.leader.LeaderConfiguration;
import io.bootcluster.leader.MigrationsOnce;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Runs in one worker what must run once.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class)
@Import({ LeaderConfiguration.class, MigrationsOnce.class })
public final class LeaderAutoConfiguration {

}
