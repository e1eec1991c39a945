package io.bootcluster.primary;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.AccessLog;
import io.bootcluster.BootclusterProperties;
import io.bootcluster.primary.dispatch.DispatcherSettings;
import io.bootcluster.primary.dispatch.Policy;
import io.bootcluster.primary.dispatch.TlsSettings;
import io.bootcluster.primary.dispatch.TransportKind;
import io.bootcluster.primary.health.HealthSettings;
import io.bootcluster.primary.memory.MemoryBudget;
import io.bootcluster.primary.release.WorkerJvm;
import io.bootcluster.primary.supervisor.RecycleLimits;
import io.bootcluster.primary.supervisor.SupervisorSettings;

import org.springframework.util.unit.DataSize;

/**
 * Cuts the settings into the slices that each room takes. Pure.
 */
final class Slices {

	private Slices() {
	}

	static DispatcherSettings dispatcher(PrimarySettings settings, Optional<AccessLog> log) {
		BootclusterProperties.Dispatcher dispatcher = settings.cluster().dispatcher();
		PublicSettings publicSide = settings.publicSide();
		var listeners = new DispatcherSettings.Listeners(endpoint(publicSide.main()),
				publicSide.management().map(Slices::endpoint), TransportKind.valueOf(dispatcher.transport().name()),
				publicSide.connections().backlog().orElse(0), 0);
		var timeouts = timeouts(dispatcher, publicSide.connections(), settings.cluster().worker().startTimeout());
		return new DispatcherSettings(listeners, limits(dispatcher, publicSide), timeouts,
				Policy.valueOf(dispatcher.policy().name()), settings.secret(), publicSide.pages(),
				new DispatcherSettings.Records(dispatcher.requestIds(), log));
	}

	private static DispatcherSettings.Limits limits(BootclusterProperties.Dispatcher dispatcher,
			PublicSettings publicSide) {
		PublicSettings.Connections application = publicSide.connections();
		Integer perAddress = dispatcher.maxConnectionsPerAddress();
		return new DispatcherSettings.Limits((int) publicSide.maxHead().toBytes(),
				application.most().orElse(dispatcher.maxConnections()), dispatcher.holdCapacity(),
				publicSide.requestThreads(), new DispatcherSettings.Client((perAddress != null) ? perAddress : 0,
						application.requests().orElse(0), dispatcher.minBodyRate().toBytes()));
	}

	private static DispatcherSettings.Timeouts timeouts(BootclusterProperties.Dispatcher dispatcher,
			PublicSettings.Connections application, Duration start) {
		return new DispatcherSettings.Timeouts(application.timeout().orElse(dispatcher.headerTimeout()),
				application.keepAlive().orElse(dispatcher.idleTimeout()),
				application.stall().orElse(dispatcher.idleTimeout()), dispatcher.connectTimeout(),
				dispatcher.responseTimeout().limit(), dispatcher.holdTimeout(), start);
	}

	private static DispatcherSettings.Endpoint endpoint(PublicSettings.Listener listener) {
		return new DispatcherSettings.Endpoint(listener.address(), listener.port(), listener.tls().map(Slices::tls));
	}

	private static TlsSettings tls(PublicTls tls) {
		return new TlsSettings(tls.context(), tls.protocols(), tls.ciphers(),
				TlsSettings.ClientAuth.valueOf(tls.clients().name()));
	}

	static SupervisorSettings supervisor(BootclusterProperties settings, MemoryBudget budget) {
		BootclusterProperties.Worker worker = settings.worker();
		return new SupervisorSettings(
				new SupervisorSettings.Size(budget.workers(), Runtime.getRuntime().availableProcessors(), budget.most(),
						budget.figures()),
				settings.reload(),
				new SupervisorSettings.Deadlines(worker.startTimeout(), worker.drainTimeout(), worker.stopTimeout()),
				new SupervisorSettings.Restart(settings.restart().backoff(), settings.restart().maxBackoff()),
				new RecycleLimits(settings.recycle(), new SecureRandom().nextLong()));
	}

	static WorkerJvm workerJvm(BootclusterProperties.Worker worker, DataSize heap) {
		return new WorkerJvm(heap, WorkerJvm.split(worker.jvmArgs()), Optional.ofNullable(worker.debugPort()));
	}

	/**
	 * Return how long a training may take. It gets what processor time is left, so it may
	 * take longer than a start.
	 */
	static Duration training(BootclusterProperties.Worker worker) {
		return worker.startTimeout().multipliedBy(5);
	}

	/**
	 * Return where things are kept of workers: beside other things that could be made
	 * anew, and apart for each application and port.
	 * @param settings the settings
	 * @param runtime the private directory, of which the name tells applications apart
	 * @return the directory, which need not exist
	 */
	static Path postMortems(BootclusterProperties settings, RuntimeDirectory runtime) {
		Path configured = settings.postMortem().directory();
		if (configured != null) {
			return configured.toAbsolutePath();
		}
		// A relative path in the environment means nothing, and a user without a home
		// has "?".
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"),
				"bootcluster-" + System.getProperty("user.name"));
		Path cache = Stream
			.of(Path.of(Objects.requireNonNullElse(System.getenv("XDG_CACHE_HOME"), "")),
					Path.of(System.getProperty("user.home", "?"), ".cache"))
			.filter(Path::isAbsolute)
			.findFirst()
			.orElse(temporary);
		return cache.resolve("bootcluster").resolve("post-mortems").resolve(runtime.path().getFileName().toString());
	}

	static HealthSettings health(BootclusterProperties settings) {
		BootclusterProperties.Health health = settings.health();
		return new HealthSettings(health.interval(), health.timeout(), health.threshold());
	}

	/**
	 * Return a choice as people write it in properties.
	 * @param choice the choice
	 * @return such as {@code least-busy}
	 */
	static String word(Enum<?> choice) {
		return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
