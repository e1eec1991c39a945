package io.bootcluster.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.bootcluster.ErrorPages;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Reads the application's static error pages where Spring Boot finds them: below
 * {@code error/} in its static locations, as far as these are on the class path.
 */
final class StaticErrorPages {

	private static final Log logger = LogFactory.getLog(StaticErrorPages.class);

	private static final List<String> LOCATIONS = List.of("classpath:/META-INF/resources/", "classpath:/resources/",
			"classpath:/static/", "classpath:/public/");

	private static final String CLASS_PATH = "classpath:";

	private static final List<String> NAMES = List.of("502", "503", "504", "5xx");

	private static final int LARGEST = 64 * 1024;

	private final Binder binder;

	private final @Nullable ClassLoader loader;

	StaticErrorPages(Binder binder, @Nullable ClassLoader loader) {
		this.binder = binder;
		this.loader = loader;
	}

	ErrorPages read() {
		List<String> locations = this.binder
			.bind("spring.web.resources.static-locations", Bindable.listOf(String.class))
			.orElseGet(() -> LOCATIONS);
		Map<String, String> pages = new HashMap<>();
		for (String location : locations) {
			if (location.startsWith(CLASS_PATH)) {
				String root = location.substring(CLASS_PATH.length()).replaceAll("^/+|/+$", "");
				NAMES.forEach(
						(name) -> read((root.isEmpty() ? "" : root + "/") + "error/" + name + ".html", name, pages));
			}
		}
		return new ErrorPages(pages);
	}

	private void read(String path, String name, Map<String, String> pages) {
		URL url = (this.loader != null && !pages.containsKey(name)) ? this.loader.getResource(path) : null;
		if (url == null) {
			return;
		}
		try (InputStream in = url.openStream()) {
			byte[] page = in.readNBytes(LARGEST + 1);
			if (page.length > LARGEST) {
				logger.warn("The error page " + path + " is larger than " + LARGEST / 1024
						+ " KiB and shown by workers only");
				return;
			}
			pages.put(name, new String(page, StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			logger.warn("The error page " + path + " cannot be read and is shown by workers only: " + ex.getMessage());
		}
	}

}
