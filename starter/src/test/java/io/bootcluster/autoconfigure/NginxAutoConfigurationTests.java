package io.bootcluster.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.bootcluster.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nginx is shown the nodes where somebody asked for it.
 */
class NginxAutoConfigurationTests {

	@TempDir
	Path directory;

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BootclusterAutoConfiguration.class, NginxAutoConfiguration.class,
				EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class));

	@Test
	void byDefaultThereIsNeitherEndpointNorWriter() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean("nginxEndpoint")
			.doesNotHaveBean("bootclusterUpstreamWriter"));
	}

	@Test
	void whenExposedThereIsAnEndpoint() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=nginx")
			.run((context) -> assertThat(context).hasBean("nginxEndpoint"));
	}

	@Test
	void whenFileIsNamedThereIsAWriter() {
		this.runner.withPropertyValues("bootcluster.nginx.file=" + this.directory.resolve("upstream.conf"))
			.run((context) -> assertThat(context).hasBean("bootclusterUpstreamWriter"));
	}

	@Test
	void whenFileCannotBeWrittenTheStartFails() {
		fails("bootcluster.nginx.file", this.directory.resolve("none").resolve("upstream.conf"));
		fails("bootcluster.nginx.file", this.directory);
	}

	@Test
	void whenSettingIsWrongTheStartFails() throws Exception {
		Path file = Files.createFile(this.directory.resolve("upstream.conf"));
		for (String wrong : new String[] { "upstream=a;b", "upstream=", "version=latest", "resolver=127.0.0.1;",
				"keepalive=0", "zone=1KB", "max-fails=-1", "fail-timeout=0s" }) {
			String[] setting = wrong.split("=", 2);
			this.runner
				.withPropertyValues("bootcluster.nginx.file=" + file,
						"bootcluster.nginx." + setting[0] + "=" + setting[1])
				.run((context) -> assertThat(context).getFailure()
					.hasRootCauseInstanceOf(WrongSettingException.class)
					.hasStackTraceContaining("bootcluster.nginx." + setting[0]));
		}
	}

	private void fails(String property, Path value) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(WrongSettingException.class)
				.hasStackTraceContaining(property));
	}

}
