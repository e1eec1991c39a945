package io.bootcluster.worker;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tells clients which worker of which release answered, where that is asked for. Ahead of
 * the application, so that errors tell it, too.
 */
final class WorkerFieldValve extends ValveBase {

	static final String FIELD = "Bootcluster-Worker";

	private final String value;

	/**
	 * Create a valve.
	 * @param worker the worker that this is
	 */
	WorkerFieldValve(Worker worker) {
		super(true);
		this.value = worker.slot() + "." + worker.generation() + "; release=" + worker.release();
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		response.setHeader(FIELD, this.value);
		getNext().invoke(request, response);
	}

}
