package io.bootcluster.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NodeSeat;
import io.bootcluster.SiblingAnswer;
import io.bootcluster.Siblings;
import io.bootcluster.WorkerId;
import io.bootcluster.metrics.Family.Point;
import io.micrometer.core.instrument.Tags;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Gathers one scrape from all workers of the node, and names those that gave none: they
 * never fail it. Safe from any thread.
 */
final class NodeScrape {

	static final String QUESTION = "prometheus";

	private static final Log logger = LogFactory.getLog(NodeScrape.class);

	private final Self self;

	private final ClusterOperations operations;

	private final Siblings siblings;

	NodeScrape(Self self, ClusterOperations operations, Siblings siblings) {
		this.self = self;
		this.operations = operations;
		this.siblings = siblings;
	}

	/**
	 * Gather.
	 * @param format what to write
	 * @param names the only names that are wanted, if not all are
	 * @param question what siblings are asked
	 * @param own scrapes this worker
	 * @return the whole text
	 */
	String text(TextFormat format, Optional<Set<String>> names, String question, Supplier<String> own) {
		Scrape scrape = new Scrape(format);
		Optional<ClusterView> view = this.operations.view();
		if (view.isEmpty()) {
			scrape.add(own.get(), new Labels(this.self.tags()));
			return scrape.text();
		}
		Map<WorkerId, SiblingAnswer> answers = answers(question);
		List<Point> scraped = new ArrayList<>();
		MeasuredLives.of(view.get().workers()).forEach((slot, lives) -> {
			long missing = lives.stream().filter((life) -> !add(scrape, life, answers, own)).count();
			boolean known = !lives.isEmpty() && missing == 0;
			scraped.add(Point.of(Tags.of("node", this.self.node(), "worker", slot.toString()), known ? 1 : 0));
		});
		List<Family> families = new ArrayList<>(ClusterFamilies.of(this.operations));
		families.add(
				Family.gauge("bootcluster.worker.scraped", "", "Whether the slot's worker is in this scrape", scraped));
		families.stream()
			.filter((family) -> names.isEmpty() || Samples.isNamed(family, names.get()))
			.forEach(scrape::add);
		return scrape.text();
	}

	private boolean add(Scrape scrape, WorkerId life, Map<WorkerId, SiblingAnswer> answers, Supplier<String> own) {
		if (life.equals(this.self.worker())) {
			scrape.add(own.get(), new Labels(this.self.tags()));
			return true;
		}
		SiblingAnswer answer = answers.get(life);
		if (answer == null || !answer.isAnswered()) {
			logger.debug("No metrics of " + life + ": "
					+ ((answer != null) ? answer.failure() : "it is not known to listen"));
			return false;
		}
		scrape.add(answer.body(), new Labels(new Self(this.self.node(), life, answer.release()).tags()));
		return true;
	}

	private Map<WorkerId, SiblingAnswer> answers(String question) {
		Map<WorkerId, SiblingAnswer> answers = new HashMap<>();
		try {
			this.siblings.ask(QUESTION, question).forEach((answer) -> answers.put(answer.worker(), answer));
		}
		catch (RuntimeException ex) {
			logger.warn("Other workers could not be asked for their metrics", ex);
		}
		return answers;
	}

	/**
	 * Who gathers.
	 *
	 * @param node the node's name
	 * @param worker this worker
	 * @param release id of the release that it runs
	 */
	record Self(String node, WorkerId worker, String release) {

		static Self of(NodeSeat seat, ClusterMember member) {
			return new Self(seat.node(), new WorkerId(member.slot(), member.generation()), member.release());
		}

		/**
		 * Return what everything that this worker measures carries.
		 */
		Tags tags() {
			return Tags.of("node", this.node, "release", this.release, "worker", Integer.toString(this.worker.slot()));
		}

		/**
		 * Return what all that this worker sends carries: two lives of a slot may send at
		 * once.
		 */
		Tags sentTags() {
			return tags().and("generation", Integer.toString(this.worker.generation()));
		}

	}

}
