package io.bootcluster.worker;

import java.io.IOException;

import io.bootcluster.RequestId;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;

/**
 * Has every line that is logged while a request runs carry its {@code X-Request-Id}, as
 * the primary's lines about it do: under {@value #KEY} in the diagnostic context. What an
 * application puts there itself is its own.
 */
final class RequestIdValve extends ValveBase {

	/**
	 * Key in the diagnostic context.
	 */
	static final String KEY = "requestId";

	private static final String FIELD = "X-Request-Id";

	RequestIdValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String id = RequestId.of(request.getHeader(FIELD));
		if (id.isEmpty()) {
			getNext().invoke(request, response);
			return;
		}
		MDC.put(KEY, id);
		try {
			getNext().invoke(request, response);
		}
		finally {
			MDC.remove(KEY);
		}
	}

}
