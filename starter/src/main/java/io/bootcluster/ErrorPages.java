package io.bootcluster;

import java.util.Map;
import java.util.Optional;

/**
 * The application's own static error pages, for answers that no worker gives. Immutable.
 *
 * @param pages HTML by the name of its file without the suffix, such as {@code 503} or
 * {@code 5xx}
 */
public record ErrorPages(Map<String, String> pages) {

	/**
	 * What there is where the application has none.
	 */
	public static final ErrorPages NONE = new ErrorPages(Map.of());

	public ErrorPages {
		pages = Map.copyOf(pages);
	}

	/**
	 * Find the page for a status: its own, or else that of all like it.
	 * @param status the status, 100 to 599
	 * @return the page, or empty if there is none
	 */
	public Optional<String> find(int status) {
		return Optional.ofNullable(this.pages.get(Integer.toString(status)))
			.or(() -> Optional.ofNullable(this.pages.get(status / 100 + "xx")));
	}

	/**
	 * Names the pages only.
	 */
	@Override
	public String toString() {
		return "ErrorPages" + this.pages.keySet();
	}

}
