package io.bootcluster.primary;

import java.util.Optional;

import io.bootcluster.AccessLog;
import io.bootcluster.WrongSettingException;
import io.bootcluster.control.Inheritance;
import io.bootcluster.primary.dispatch.Dispatcher;
import io.bootcluster.primary.dispatch.DispatcherSettings;
import io.bootcluster.primary.dispatch.ListenException;
import io.bootcluster.primary.dispatch.TransportUnavailableException;

/**
 * Opens the dispatcher's ports, and tells what the user can change where that fails.
 */
final class PublicPorts {

	private PublicPorts() {
	}

	static Dispatcher open(PrimarySettings settings, Optional<Inheritance> inheritance, Optional<AccessLog> log) {
		DispatcherSettings wanted = Slices.dispatcher(settings, log);
		try {
			return inheritance.map((left) -> Dispatcher.takeOver(wanted, left.listeners()))
				.orElseGet(() -> Dispatcher.open(wanted));
		}
		catch (ListenException ex) {
			throw explain(ex, settings.publicSide());
		}
		catch (TransportUnavailableException ex) {
			throw new WrongSettingException("bootcluster.dispatcher.transport",
					Slices.word(settings.cluster().dispatcher().transport()),
					"it does not work on this machine (" + ex.getMessage() + ")",
					"Set bootcluster.dispatcher.transport=auto.");
		}
	}

	private static WrongSettingException explain(ListenException ex, PublicSettings settings) {
		PublicSettings.Listener listener = settings.management()
			.filter((management) -> management.port() == ex.address().getPort())
			.orElse(settings.main());
		String port = Integer.toString(listener.port());
		if (ex.isPortInUse()) {
			return new WrongSettingException(listener.property(), port,
					"another process listens on this port" + PortOwner.of(listener.port())
						.map((owner) -> ": " + owner)
						.orElse(" (of another user, as it seems)"),
					"Stop that process, or set " + listener.property() + " to another port.");
		}
		String property = listener.address().isPresent() ? listener.property().replace("port", "address")
				: listener.property();
		return new WrongSettingException(property, listener.toString(),
				"the port cannot be opened (" + ex.getMessage() + ")",
				"Set server.address and server.port to an address of this machine and a port that user '"
						+ System.getProperty("user.name") + "' may open.");
	}

}
