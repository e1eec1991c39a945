package io.bootcluster.primary.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

/**
 * The dispatcher's threads, each with the lane that it owns. Immutable.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Loops {

	private static final long END = 2;

	private static final String LEAK_LEVEL = "io.netty.leakDetection.level";

	private final EventLoopGroup group;

	private final Transport transport;

	private final KeepAlive keepAlive;

	private final Map<EventExecutor, Lane> byLoop = new HashMap<>();

	private final List<Lane> lanes;

	private Loops(EventLoopGroup group, Shared shared, int count) {
		this.group = group;
		this.transport = shared.transport();
		this.keepAlive = KeepAlive.within(shared.timeouts().stall());
		List<Lane> made = new ArrayList<>();
		for (EventExecutor loop : group) {
			Lane lane = new Lane((EventLoop) loop, shared, count);
			this.byLoop.put(loop, lane);
			made.add(lane);
		}
		this.lanes = List.copyOf(made);
	}

	/**
	 * Start the threads.
	 * @param threads how many, or 0 for one a processor
	 * @param shared what they share
	 * @return the loops
	 */
	static Loops start(int threads, Shared shared) {
		leaveLeaksUnsampled();
		int count = (threads > 0) ? threads : Runtime.getRuntime().availableProcessors();
		DefaultThreadFactory factory = new DefaultThreadFactory("bootcluster-dispatch", true);
		return new Loops(new MultiThreadIoEventLoopGroup(count, factory, shared.transport().loops()), shared, count);
	}

	/**
	 * Netty notes by default where each 128th buffer was made, stack trace and all. Who
	 * searches for a leak sets the level.
	 */
	private static void leaveLeaksUnsampled() {
		if (System.getProperty(LEAK_LEVEL) == null) {
			ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
		}
	}

	EventLoopGroup group() {
		return this.group;
	}

	/**
	 * Return how vanished clients are noticed.
	 * @return what to ask of the kernel
	 */
	KeepAlive keepAlive() {
		return this.keepAlive;
	}

	Transport transport() {
		return this.transport;
	}

	List<Lane> lanes() {
		return this.lanes;
	}

	Lane lane(EventLoop loop) {
		return Objects.requireNonNull(this.byLoop.get(loop));
	}

	/**
	 * Close all connections and end the threads.
	 */
	void close() {
		this.group.shutdownGracefully(0, END, TimeUnit.SECONDS).awaitUninterruptibly(2 * END, TimeUnit.SECONDS);
	}

}
