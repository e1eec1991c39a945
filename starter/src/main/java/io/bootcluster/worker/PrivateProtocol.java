package io.bootcluster.worker;

import io.bootcluster.ListenerAddress;
import jakarta.servlet.ServletConnection;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.ServletConnectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 for the private listener: serves there, and reports the public port.
 * Public, with a constructor without arguments, because Tomcat makes it by name.
 */
public final class PrivateProtocol extends Http11NioProtocol {

	private static final int UNLIMITED = -1;

	private static final int BACKLOG = 4096;

	private static final int ROOM_FOR_OUR_FIELDS = 2048;

	private static final int ROOM_FOR_CERTIFICATES = 16 * 1024;

	private @Nullable PrivateListener listener;

	/**
	 * Create a protocol that is still to be told where to listen.
	 */
	public PrivateProtocol() {
		super(new PrivateEndpoint());
	}

	/**
	 * Listen there, and leave every deadline and limit on connections to the dispatcher.
	 * @param listener where to listen
	 * @param certificates whether clients may show certificates, which the dispatcher
	 * passes on
	 */
	void listenOn(PrivateListener listener, boolean certificates) {
		this.listener = listener;
		if (listener.address().isUnix()) {
			setProperty("unixDomainSocketPath", listener.address().path().toString());
			setProperty("unixDomainSocketPathPermissions", "rw-------");
		}
		else {
			setPort(listener.address().port());
		}
		setConnectionTimeout(UNLIMITED);
		setKeepAliveTimeout(UNLIMITED);
		setMaxKeepAliveRequests(UNLIMITED);
		setMaxConnections(UNLIMITED);
		setAcceptCount(BACKLOG);
		setMaxHttpRequestHeaderSize(
				getMaxHttpRequestHeaderSize() + ROOM_FOR_OUR_FIELDS + (certificates ? ROOM_FOR_CERTIFICATES : 0));
		setMaxHeaderCount((getMaxHeaderCount() > 0) ? getMaxHeaderCount() + listener.addedFields() : UNLIMITED);
	}

	/**
	 * Return where this really listens.
	 * @return the address, with the chosen port once it is bound
	 */
	ListenerAddress privateAddress() {
		PrivateListener listener = listener();
		return listener.address().isUnix() ? listener.address() : ListenerAddress.tcp(super.getLocalPort());
	}

	@Override
	public int getPort() {
		return (this.listener != null) ? this.listener.publicPort() : super.getPort();
	}

	@Override
	public int getPortWithOffset() {
		return (this.listener != null) ? this.listener.publicPort() : super.getPortWithOffset();
	}

	@Override
	public int getLocalPort() {
		return listener().publicPort();
	}

	/**
	 * Without an id, threads are named after the port and not after a long path.
	 */
	@Override
	public @Nullable String getId() {
		return null;
	}

	/**
	 * Client and local address of a request are what the client facts say, never what the
	 * private connection says.
	 */
	@Override
	protected Processor createProcessor() {
		return new Http11Processor(this, getAdapter()) {

			@Override
			protected boolean getPopulateRequestAttributesFromSocket() {
				return false;
			}

			@Override
			protected ServletConnection getServletConnection() {
				ServletConnection own = super.getServletConnection();
				return new ServletConnectionImpl(own.getConnectionId(), own.getProtocol(),
						own.getProtocolConnectionId(), ClientFactsValve.tls(this.request) != null);
			}

			@Override
			protected void populateSslRequestAttributes() {
				ClientFacts.Tls tls = ClientFactsValve.tls(this.request);
				if (tls != null) {
					this.sslSupport = new ClientTls(tls);
					super.populateSslRequestAttributes();
				}
			}

		};
	}

	private PrivateListener listener() {
		if (this.listener == null) {
			throw new IllegalStateException("Nobody said where to listen");
		}
		return this.listener;
	}

}
