package io.bootcluster.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.bootcluster.PoolShare;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pools that workers share out.
 */
class DividedPoolsTests {

	private final PoolShare share = new PoolShare(3);

	@Test
	void connectionsWhenSharedAreRoundedUp() {
		assertThat(this.share.ofConnections(10)).isEqualTo(4);
		assertThat(this.share.ofConnections(1)).isOne();
		assertThat(this.share.ofConnections(0)).isZero();
	}

	@Test
	void threadsWhenSharedAreNeverFewerThanTenUnlessSetSo() {
		assertThat(this.share.ofThreads(200)).isEqualTo(67);
		assertThat(this.share.ofThreads(20)).isEqualTo(10);
		assertThat(this.share.ofThreads(4)).isEqualTo(4);
		assertThat(this.share.ofThreads(0)).isZero();
	}

	@Test
	void poolWhenSizedIsShared() {
		HikariDataSource pool = pool(20, 9);
		assertThat(pool.getMaximumPoolSize()).isEqualTo(7);
		assertThat(pool.getMinimumIdle()).isEqualTo(3);
	}

	@Test
	void poolWhenNotSizedSharesHikarisDefault() {
		HikariDataSource pool = pool(-1, -1);
		assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
	}

	@Test
	void serverWhenSharedHasFewerThreads() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
		new DividedTomcat(this.share).customize(factory);
		Connector connector = new Connector("HTTP/1.1");
		factory.getConnectorCustomizers().forEach((customizer) -> customizer.customize(connector));
		assertThat(((AbstractProtocol<?>) connector.getProtocolHandler()).getMaxThreads()).isEqualTo(67);
	}

	private HikariDataSource pool(int most, int idle) {
		HikariDataSource pool = new HikariDataSource();
		if (most > 0) {
			pool.setMaximumPoolSize(most);
			pool.setMinimumIdle(idle);
		}
		new DividedHikari(this.share).postProcessBeforeInitialization(pool, "dataSource");
		return pool;
	}

}
