package io.bootcluster.metrics;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Says of each meter that is sent elsewhere whose it is. A tag of the application's that
 * has the name of one of ours keeps its value as {@code exported_...}; what is measured
 * of the cluster has its tags already.
 */
final class SentTags implements MeterFilter {

	private static final String OURS = "bootcluster.";

	private final Tags tags;

	SentTags(Tags tags) {
		this.tags = tags;
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		if (id.getName().startsWith(OURS)) {
			return id;
		}
		List<Tag> all = new ArrayList<>();
		for (Tag tag : id.getTagsAsIterable()) {
			all.add(this.tags.stream().anyMatch((own) -> own.getKey().equals(tag.getKey()))
					? Tag.of("exported_" + tag.getKey(), tag.getValue()) : tag);
		}
		return id.replaceTags(Tags.of(all).and(this.tags));
	}

}
