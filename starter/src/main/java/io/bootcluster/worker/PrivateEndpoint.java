package io.bootcluster.worker;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Tomcat's endpoint for the private listener. A graceful shutdown closes the server
 * socket twice, and the file of a Unix domain socket is gone at the second time.
 */
final class PrivateEndpoint extends NioEndpoint {

	@Override
	protected void doCloseServerSocket() throws IOException {
		try {
			super.doCloseServerSocket();
		}
		catch (NoSuchFileException ex) {
			// That is what was wanted
		}
	}

}
