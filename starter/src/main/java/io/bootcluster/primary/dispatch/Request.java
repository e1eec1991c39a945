package io.bootcluster.primary.dispatch;

import io.bootcluster.primary.dispatch.http.Method;
import io.bootcluster.primary.dispatch.http.RequestHead;
import io.bootcluster.primary.dispatch.http.Upgrade;

/**
 * What has to be remembered of a request's head once it is on its way. Immutable.
 *
 * @param door the listener that it came through
 * @param method its method
 * @param http10 whether the client speaks HTTP/1.0
 * @param keepAlive whether the client lets the connection stay open
 * @param keepAliveAsked whether the client asked for that
 * @param continueExpected whether the client waits for a 100 before it sends the body
 * @param upgrade which upgrade it wants
 */
record Request(Door door, Method method, boolean http10, boolean keepAlive, boolean keepAliveAsked,
		boolean continueExpected, Upgrade upgrade) {

	static Request of(Door door, RequestHead head) {
		return new Request(door, head.method(), head.isHttp10(), head.isKeepAlive(), head.isKeepAliveAsked(),
				head.isContinueExpected(), head.upgrade());
	}

}
