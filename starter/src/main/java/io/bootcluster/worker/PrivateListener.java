package io.bootcluster.worker;

import io.bootcluster.ListenerAddress;

/**
 * Where a web server of this worker listens, and what it says of it.
 *
 * @param address the private address; port 0 where the server is to choose
 * @param publicPort the port that the primary provides for it, which the application is
 * told
 * @param secret what callers over loopback TCP must show
 * @param addedFields how many fields the dispatcher adds to a request at most, which the
 * limit of the application is not about
 */
record PrivateListener(ListenerAddress address, int publicPort, ClusterSecret secret, int addedFields) {

	/**
	 * Return whether only a caller that shows the secret is served: a port can be reached
	 * by every user of the machine, our socket only by our own.
	 * @return {@code true} for a loopback port
	 */
	boolean needsSecret() {
		return !this.address.isUnix();
	}

}
