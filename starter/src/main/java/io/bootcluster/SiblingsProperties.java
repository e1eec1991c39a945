package io.bootcluster;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workers ask each other.
 *
 * @param timeout Time for a worker to answer another one, such as for the metrics of all.
 */
public record SiblingsProperties(@DefaultValue("2s") Duration timeout) {

	public SiblingsProperties {
		Setting.positive("siblings.timeout", timeout);
	}

}
