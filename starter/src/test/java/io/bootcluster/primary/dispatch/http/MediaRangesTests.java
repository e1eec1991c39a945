package io.bootcluster.primary.dispatch.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaRangesTests {

	@ParameterizedTest
	@ValueSource(strings = { "text/html",
			"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "TEXT/HTML;Q=0.5",
			"text/*", "text/*;q=0.3, application/*;q=0.2", "application/json;q=0.4,text/html;q=0.5",
			"*/*, application/json;q=0, application/problem+json;q=0", "application/json;q=0.1 , text/html ; q=1.000",
			"text/html, application/xhtml+xml, */*", "text/*,*/*", "application/*,text/html",
			"image/png;x=\"a,text/plain;q=1\",text/html;level=1" })
	void prefersHtmlWhenItWeighsMore(String accept) {
		assertThat(MediaRanges.prefersHtml(accept)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*/*", "application/json", "application/problem+json", "image/png",
			"text/html,application/json", "text/html;q=0,*/*", "text/html;q=0,*/*;q=0",
			"text/html,application/*,*/*;q=0.5,application/json", "text/*,application/json", "text/*,application/*",
			"text/html;q=0.5,*/*;q=0.6", "text/html;q=2", "text/html;q=", "text/html;q=0.1234",
			"text/*,text/html;q=0.1,application/json;q=0.2", ",;,=;q", "\"text/html", "x=\"\\\",text/html",
			"image/avif,image/webp,*/*;q=0.8" })
	void prefersHtmlWhenItDoesNotIsFalse(String accept) {
		assertThat(MediaRanges.prefersHtml(accept)).isFalse();
	}

}
