package io.bootcluster.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What several workers were measured at, put together family by family: each family's
 * description is there once, followed by the samples of all workers. Confined to one
 * thread.
 */
final class Scrape {

	private static final Pattern DESCRIPTION = Pattern
		.compile("# (TYPE|HELP|UNIT) (\"(?:[^\"\\\\]|\\\\.)*\"|\\S+) ?([^\n]*)");

	private final TextFormat format;

	private final Map<String, Block> blocks = new LinkedHashMap<>();

	Scrape(TextFormat format) {
		this.format = format;
	}

	/**
	 * Add what one worker answered, whose labels may contain carriage returns.
	 * @param text the text, in this scrape's format
	 * @param labels what its samples are to carry
	 */
	void add(String text, Labels labels) {
		@Nullable Block block = null;
		for (String line : text.split("\n", -1)) {
			Matcher description = DESCRIPTION.matcher(line);
			if (description.matches()) {
				block = block(description.group(2));
				block.describe(description.group(1), description.group(3));
			}
			else if (!line.isBlank() && !line.startsWith("#")) {
				block = (block != null) ? block : block(line.split("[{ ]", 2)[0]);
				block.samples.add(labels.addTo(line));
			}
		}
	}

	/**
	 * Add what is measured of the node.
	 * @param family the family
	 */
	void add(Family family) {
		Block block = block(this.format.name(family));
		block.describe("HELP", family.help());
		block.describe("TYPE", family.kind().toString());
		if (!family.unit().isEmpty()) {
			block.describe("UNIT", family.unit());
		}
		family.points().forEach((point) -> Samples.of(family, point, block.samples));
	}

	private Block block(String name) {
		return this.blocks.computeIfAbsent(name, (key) -> new Block());
	}

	/**
	 * Write everything.
	 * @return the text
	 */
	String text() {
		StringBuilder text = new StringBuilder(64 * 1024);
		this.blocks.forEach((name, block) -> {
			for (String word : this.format.descriptions()) {
				String said = block.descriptions.get(word);
				if (said != null) {
					text.append("# ").append(word).append(' ').append(name).append(' ').append(said).append('\n');
				}
			}
			block.samples.forEach((sample) -> text.append(sample).append('\n'));
		});
		return text.append(this.format.end()).toString();
	}

	/**
	 * One family.
	 */
	private final class Block {

		private final Map<String, String> descriptions = new LinkedHashMap<>();

		private final List<String> samples = new ArrayList<>();

		/**
		 * Releases may describe a family differently: the first one is heard, but two
		 * types are none.
		 */
		void describe(String word, String said) {
			String before = this.descriptions.putIfAbsent(word, said);
			if (word.equals("TYPE") && before != null && !before.equals(said)) {
				this.descriptions.put(word, Scrape.this.format.noType());
			}
		}

	}

}
