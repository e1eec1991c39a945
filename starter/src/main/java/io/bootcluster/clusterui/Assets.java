package io.bootcluster.clusterui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;

/**
 * What the page is made of, and the fields that each part of it is sent with. Files are
 * known by their content: a browser asks anew each time, and gets only what changed,
 * whichever release answers. Safe from any thread.
 */
final class Assets {

	/**
	 * Nothing but what we send ourselves; the page may ask only where it came from.
	 */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
			+ "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

	private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);

	private static final Map<String, Source> PARTS = Map.ofEntries(script("charts"), script("events"), script("format"),
			script("history"), script("main"), script("orders"), script("overview"), script("rates"), script("rollout"),
			script("spark"), script("talk"), script("workers"), Map.entry("style.css", new Source("style.css", STYLE)),
			Map.entry("parts.css", new Source("parts.css", STYLE)),
			Map.entry("icon.svg", new Source("icon.svg", new MediaType("image", "svg+xml"))),
			Map.entry("uplot.js", new Source("uPlot.iife.min.js", SCRIPT)),
			Map.entry("uplot.css", new Source("uPlot.min.css", STYLE)),
			Map.entry("uplot-license.txt", new Source("uPlot-LICENSE", MediaType.TEXT_PLAIN)));

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, byte[]> read = new ConcurrentHashMap<>();

	/**
	 * Return the page.
	 * @param self what its links begin with
	 */
	ResponseEntity<byte[]> page(String self) {
		String text = new String(bytes("page.html"), StandardCharsets.UTF_8);
		return answer(HTML, CacheControl.noStore()).body(text.replace("{self}", self).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return a file.
	 * @param name its name in the page
	 * @return the file, or {@code null} if it is none of ours
	 */
	@Nullable ResponseEntity<byte[]> part(String name) {
		Source source = PARTS.get(name);
		if (source == null) {
			return null;
		}
		byte[] content = this.read.computeIfAbsent(name, (key) -> bytes(source.file()));
		return answer(source.type(), CacheControl.noCache().cachePrivate())
			.eTag("\"" + DigestUtils.md5DigestAsHex(content) + "\"")
			.body(content);
	}

	/**
	 * Return something that is true only now.
	 * @param body what to write as JSON
	 */
	static ResponseEntity<byte[]> fleeting(Object body) {
		return answer(MediaType.APPLICATION_JSON, CacheControl.noStore()).body(JSON.writeValueAsBytes(body));
	}

	private static ResponseEntity.BodyBuilder answer(MediaType type, CacheControl cache) {
		return ResponseEntity.ok()
			.contentType(type)
			.cacheControl(cache)
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer");
	}

	private static Map.Entry<String, Source> script(String name) {
		return Map.entry(name + ".js", new Source(name + ".js", SCRIPT));
	}

	private static byte[] bytes(String file) {
		try (InputStream stream = Assets.class.getResourceAsStream(file)) {
			return Objects.requireNonNull(stream, file).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Source(String file, MediaType type) {
	}

}
