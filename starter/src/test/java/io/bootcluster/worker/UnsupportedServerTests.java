package io.bootcluster.worker;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A worker with a web server that would take the public port does not start.
 */
class UnsupportedServerTests {

	private final SupportedServerCheck check = new SupportedServerCheck();

	@Test
	void customizeWhenTomcatPasses() {
		this.check.customize(new TomcatServletWebServerFactory());
	}

	@Test
	void customizeWhenAnotherServerFailsAndNamesTheWayOut() {
		assertThatExceptionOfType(UnsupportedServerException.class)
			.isThrownBy(() -> this.check.customize(Mockito.mock(ConfigurableWebServerFactory.class)))
			.satisfies((ex) -> assertThat(new UnsupportedServerException.Analyzer().analyze(ex, ex).getAction())
				.contains("tomcat", "bootcluster.enabled=false"));
	}

}
