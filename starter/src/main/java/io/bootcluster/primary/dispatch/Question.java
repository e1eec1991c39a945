package io.bootcluster.primary.dispatch;

/**
 * What the primary itself asks a worker, as a whole request. The field that tells of the
 * client's connection names this machine, and carries the secret, which lets the request
 * in.
 *
 * @param path the path, with a query if need be
 * @param port the public port that the worker shall see, or 0
 * @param secure whether it shall see {@code https}
 */
record Question(String path, int port, boolean secure) {

	private static final int HTTP = 80;

	private static final int HTTPS = 443;

	/**
	 * Return the question for a health group, which no application sees.
	 * @param path the group's path
	 * @return the question
	 */
	static Question ofHealth(String path) {
		return new Question(path, 0, false);
	}

	String text(String secret) {
		boolean usual = this.port == 0 || this.port == (this.secure ? HTTPS : HTTP);
		return "GET " + this.path + " HTTP/1.1\r\nHost: localhost" + (usual ? "" : ":" + this.port)
				+ "\r\nUser-Agent: Bootcluster\r\nAccept: */*\r\nBootcluster-Client: a=127.0.0.1;p=0;la=127.0.0.1;lp="
				+ this.port + ";s=" + (this.secure ? "https" : "http") + ";k=" + secret
				+ "\r\nConnection: close\r\n\r\n";
	}

}
