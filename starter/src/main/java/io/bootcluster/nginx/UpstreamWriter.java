package io.bootcluster.nginx;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.bootcluster.NodesView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Keeps Nginx's file as the nodes are, while this worker leads its node. Owns one thread,
 * which looks at the view and runs the commands.
 */
final class UpstreamWriter implements SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(UpstreamWriter.class);

	private static final Duration LOOK = Duration.ofMillis(100);

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(UpstreamWriter::daemon);

	private final Supplier<Optional<NodesView>> nodes;

	private final Supplier<Function<NodesView, Optional<String>>> blocks;

	private final UpstreamFile file;

	private final Pace pace;

	private final LongSupplier clock;

	private @Nullable Function<NodesView, Optional<String>> block;

	private String told = "";

	/**
	 * Create a writer that waits to be told to begin.
	 * @param nodes the nodes, or empty while this worker has nothing to write
	 * @param blocks asked once, on the writer's thread, for what turns nodes into a block
	 * @param file where to
	 * @param pace when
	 * @param clock nanoseconds
	 */
	UpstreamWriter(Supplier<Optional<NodesView>> nodes, Supplier<Function<NodesView, Optional<String>>> blocks,
			UpstreamFile file, Pace pace, LongSupplier clock) {
		this.nodes = nodes;
		this.blocks = blocks;
		this.file = file;
		this.pace = pace;
		this.clock = clock;
	}

	@Override
	public void afterSingletonsInstantiated() {
		var unused = this.thread.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			turn();
		}
		catch (RuntimeException ex) {
			tell("Nginx's file cannot be kept as the nodes are: " + ex);
		}
	}

	/**
	 * Look at the nodes once, and bring them to Nginx if it is time.
	 */
	void turn() {
		Optional<NodesView> view = this.nodes.get();
		if (view.isEmpty()) {
			this.pace.forget();
			return;
		}
		wanted(view.get()).filter((block) -> this.pace.isDue(block, this.clock.getAsLong())).ifPresent(this::bring);
	}

	/**
	 * Without any node, the last ones stay, and the file says so.
	 */
	private Optional<String> wanted(NodesView view) {
		if (this.block == null) {
			this.block = this.blocks.get();
		}
		return this.block.apply(view).or(() -> Optional.ofNullable(this.pace.inForce()).map(UpstreamBlock::kept));
	}

	private void bring(String block) {
		UpstreamFile.Outcome outcome = this.file.bring(block);
		if (outcome.kind().isInForce()) {
			this.pace.brought(block);
		}
		else {
			this.pace.failed(this.clock.getAsLong());
		}
		switch (outcome.kind()) {
			case READ -> tell("Nginx has read the new upstream block");
			case REFUSED ->
				tell("Nginx refuses the new upstream block, so the last good one stays: " + outcome.reason());
			case UNREAD -> tell("The upstream block is new, but Nginx could not be told to read it, which will be "
					+ "tried again: " + outcome.reason());
			case UNWRITTEN ->
				tell("The upstream block could not be written, which will be tried again: " + outcome.reason());
			case UNCHANGED -> this.told = "";
		}
	}

	/**
	 * What goes well is told each time, what does not only once.
	 */
	private void tell(String text) {
		if (text.startsWith("Nginx has")) {
			logger.info(text);
		}
		else if (!text.equals(this.told)) {
			logger.warn(text);
		}
		this.told = text;
	}

	@Override
	public void destroy() {
		this.thread.shutdownNow();
	}

	private static Thread daemon(Runnable deed) {
		Thread thread = new Thread(deed, "bootcluster-nginx");
		thread.setDaemon(true);
		return thread;
	}

}
