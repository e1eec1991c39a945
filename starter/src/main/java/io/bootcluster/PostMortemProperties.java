package io.bootcluster;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of a worker that hangs, before it is killed.
 *
 * @param directory Where it is kept; by default beside the releases.
 * @param keep Number of workers of which it is kept; 0 keeps nothing.
 */
public record PostMortemProperties(@Nullable Path directory, @DefaultValue("10") int keep) {

	public PostMortemProperties {
		Setting.inRange("post-mortem.keep", keep, 0, 1000);
	}

}
