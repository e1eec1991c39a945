package io.bootcluster.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.bootcluster.PoolShare;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives each connection pool this worker's share of its connections, after the
 * application's settings have sized it and before it opens any.
 *
 * @param share what this worker gets
 */
record DividedHikari(PoolShare share) implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(DividedHikari.class);

	/**
	 * What Hikari takes where nothing was set.
	 */
	private static final int DEFAULT_SIZE = 10;

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool && !pool.isRunning()) {
			int whole = (pool.getMaximumPoolSize() > 0) ? pool.getMaximumPoolSize() : DEFAULT_SIZE;
			int most = this.share.ofConnections(whole);
			if (pool.getMinimumIdle() >= 0) {
				pool.setMinimumIdle(Math.min(most, this.share.ofConnections(pool.getMinimumIdle())));
			}
			pool.setMaximumPoolSize(most);
			logger.info("Connection pool " + beanName + ": " + most + " connections instead of " + whole + ", "
					+ most * this.share.workers() + " in all " + this.share.workers() + " workers");
		}
		return bean;
	}

}
