package io.bootcluster.launch;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.bootcluster.ErrorPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class StaticErrorPagesTests {

	@TempDir
	Path directory;

	@Test
	void readWhenThereIsNoneIsEmpty() throws IOException {
		assertThat(read(Map.of())).isEqualTo(ErrorPages.NONE);
	}

	@Test
	void readWhenSeveralLocationsHavePagesTakesBootsOrder() throws IOException {
		write("public/error/503.html", "public");
		write("static/error/503.html", "static");
		write("META-INF/resources/error/5xx.html", "all");
		ErrorPages pages = read(Map.of());
		assertThat(pages.find(503)).hasValue("static");
		assertThat(pages.find(502)).hasValue("all");
		assertThat(pages.find(404)).isEmpty();
	}

	@Test
	void readWhenLocationsAreSetLooksOnlyThere() throws IOException {
		write("static/error/503.html", "static");
		write("site/error/504.html", "ü");
		ErrorPages pages = read(Map.of("spring.web.resources.static-locations", "file:/srv/,classpath:site"));
		assertThat(pages.find(503)).isEmpty();
		assertThat(pages.find(504)).hasValue("ü");
	}

	@Test
	void readWhenPageIsTooLargeSaysSo(CapturedOutput output) throws IOException {
		write("static/error/503.html", "x".repeat(64 * 1024 + 1));
		assertThat(read(Map.of()).find(503)).isEmpty();
		assertThat(output).contains("static/error/503.html is larger than 64 KiB");
	}

	private ErrorPages read(Map<String, String> settings) throws IOException {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() }, null)) {
			return new StaticErrorPages(new Binder(new MapConfigurationPropertySource(settings)), loader).read();
		}
	}

	private void write(String path, String text) throws IOException {
		Path file = this.directory.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
