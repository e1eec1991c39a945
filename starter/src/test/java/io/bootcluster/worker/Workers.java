package io.bootcluster.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Assignment;
import io.bootcluster.control.Message;
import io.bootcluster.control.Part;
import io.bootcluster.control.PublicSide;

/**
 * Workers for tests, which say what they say into a queue and end nothing.
 */
final class Workers {

	static final String SECRET = "hush";

	final Queue<Message.Up> said = new ConcurrentLinkedQueue<>();

	final RecordingEnd end = new RecordingEnd();

	Worker with(ListenerAddress main, Optional<ListenerAddress> management) {
		return with(main, management, Duration.ofSeconds(30));
	}

	Worker with(ListenerAddress main, Optional<ListenerAddress> management, Duration drainTimeout) {
		Assignment assignment = new Assignment(Message.PROTOCOL, SECRET, Path.of("/nowhere"), main, management,
				new PublicSide(8080, management.isPresent() ? 9090 : -1), "node", "0123456789ab", new Part(false, 3),
				Optional.empty(), drainTimeout, Duration.ofSeconds(10));
		return new Worker(new WorkerId(2, 5), assignment, this.said::add, this.end);
	}

	/**
	 * Remembers what would have ended the JVM.
	 */
	static final class RecordingEnd extends ProcessEnd {

		final Queue<String> ends = new ConcurrentLinkedQueue<>();

		@Override
		void exit(int code) {
			this.ends.add("exit " + code);
		}

		@Override
		void exit(int code, Duration atMost) {
			this.ends.add("exit " + code + " within " + atMost.toSeconds() + " s");
		}

	}

}
