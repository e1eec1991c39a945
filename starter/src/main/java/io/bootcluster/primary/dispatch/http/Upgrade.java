package io.bootcluster.primary.dispatch.http;

/**
 * Which protocol a request wants its connection switched to. Until the worker has
 * answered 101, the connection stays HTTP.
 */
public enum Upgrade {

	/**
	 * None, or one that is not passed on: h2c, an upgrade with a body, one of HTTP/1.0.
	 */
	NONE,

	/**
	 * {@code websocket} alone, of whatever version.
	 */
	WEBSOCKET,

	/**
	 * Some other protocol.
	 */
	OTHER;

	/**
	 * Return whether the request asks for a switch.
	 * @return {@code true} unless it is {@link #NONE}
	 */
	public boolean isWanted() {
		return this != NONE;
	}

}
