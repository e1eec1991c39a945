package io.bootcluster.control;

import java.util.List;
import java.util.Objects;

import io.bootcluster.ClusterEvent;
import io.bootcluster.Measures;
import io.bootcluster.Sample;
import io.bootcluster.Sibling;

/**
 * What the primary tells of the node beyond its {@link Message.View picture}.
 */
public final class News {

	private News() {
	}

	/**
	 * What has been counted.
	 *
	 * @param measures the counts
	 */
	public record Measured(Measures measures) implements Message.Down {

		public Measured {
			Objects.requireNonNull(measures, "No measures");
		}

		@Override
		public boolean supersedes() {
			return true;
		}

	}

	/**
	 * What happened: first all that is kept, then whatever is new.
	 *
	 * @param events the events, oldest first
	 */
	public record Happened(List<ClusterEvent> events) implements Message.Down {

		public Happened {
			events = List.copyOf(events);
		}

	}

	/**
	 * How the node did: first all that is kept, then whatever is new.
	 *
	 * @param samples the samples, oldest first
	 */
	public record Sampled(List<Sample> samples) implements Message.Down {

		public Sampled {
			samples = List.copyOf(samples);
		}

	}

	/**
	 * Which lives listen now, the reader's own included.
	 *
	 * @param siblings the lives
	 */
	public record SiblingsSeen(List<Sibling> siblings) implements Message.Down {

		public SiblingsSeen {
			siblings = List.copyOf(siblings);
		}

		@Override
		public boolean supersedes() {
			return true;
		}

	}

}
