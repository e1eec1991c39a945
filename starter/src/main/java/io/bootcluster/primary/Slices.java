package io.bootcluster.primary;

import java.util.Locale;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.primary.dispatch.DispatcherSettings;
import io.bootcluster.primary.dispatch.Policy;
import io.bootcluster.primary.dispatch.TlsSettings;
import io.bootcluster.primary.dispatch.TransportKind;
import io.bootcluster.primary.health.HealthSettings;
import io.bootcluster.primary.memory.MemoryBudget;
import io.bootcluster.primary.supervisor.SupervisorSettings;

/**
 * Cuts the settings into the slices that each room takes. Pure.
 */
final class Slices {

	private Slices() {
	}

	static DispatcherSettings dispatcher(PrimarySettings settings) {
		BootclusterProperties.Dispatcher dispatcher = settings.cluster().dispatcher();
		PublicSettings publicSide = settings.publicSide();
		var listeners = new DispatcherSettings.Listeners(endpoint(publicSide.main()),
				publicSide.management().map(Slices::endpoint), TransportKind.valueOf(dispatcher.transport().name()), 0,
				0);
		var limits = new DispatcherSettings.Limits((int) publicSide.maxHead().toBytes(), dispatcher.maxConnections(),
				dispatcher.holdCapacity());
		var timeouts = new DispatcherSettings.Timeouts(dispatcher.headerTimeout(), dispatcher.idleTimeout(),
				dispatcher.connectTimeout(), dispatcher.responseTimeout().limit(), dispatcher.holdTimeout(),
				settings.cluster().worker().startTimeout());
		return new DispatcherSettings(listeners, limits, timeouts, Policy.valueOf(dispatcher.policy().name()),
				settings.secret());
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
		return new SupervisorSettings(budget.workers(), Runtime.getRuntime().availableProcessors(), budget.surge(),
				new SupervisorSettings.Deadlines(worker.startTimeout(), worker.drainTimeout(), worker.stopTimeout()),
				new SupervisorSettings.Restart(settings.restart().backoff(), settings.restart().maxBackoff()));
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
