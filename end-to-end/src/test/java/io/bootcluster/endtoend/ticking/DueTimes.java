package io.bootcluster.endtoend.ticking;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Hears, in the worker itself, when the run was due that a thread begins. What a worker
 * prints may be lost with its primary, and a busy machine runs a tick in a later second
 * than its own.
 */
final class DueTimes extends AppenderBase<ILoggingEvent> {

	private static final Pattern BEGINS = Pattern.compile(" begins, due (\\S+)$");

	private final ThreadLocal<Instant> latest = new ThreadLocal<>();

	private DueTimes() {
	}

	static DueTimes listening() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		DueTimes dueTimes = new DueTimes();
		dueTimes.setContext(context);
		dueTimes.start();
		Logger logger = context.getLogger("io.bootcluster.leader.LeaderTask");
		logger.setLevel(Level.DEBUG);
		logger.addAppender(dueTimes);
		return dueTimes;
	}

	@Override
	protected void append(ILoggingEvent event) {
		Matcher matcher = BEGINS.matcher(event.getFormattedMessage());
		if (matcher.find()) {
			this.latest.set(Instant.parse(matcher.group(1)));
		}
	}

	/**
	 * Return when the run was due that began on this thread last.
	 * @return when
	 */
	Instant ofThisThread() {
		return this.latest.get();
	}

}
