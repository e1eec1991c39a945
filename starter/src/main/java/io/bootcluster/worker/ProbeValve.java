package io.bootcluster.worker;

import java.io.IOException;
import java.util.Map;

import io.bootcluster.Prober;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Answers the primary's probes on a request thread, ahead of every filter and whatever
 * the context path is. Who does not know the secret gets what the application answers to
 * such a path.
 */
final class ProbeValve extends ValveBase {

	private static final Map<String, String> GROUPS = Map.of(Prober.LIVENESS_PATH, HealthGroups.LIVENESS,
			Prober.READINESS_PATH, HealthGroups.READINESS);

	private final HealthGroups health;

	ProbeValve(HealthGroups health) {
		super(true);
		this.health = health;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		@Nullable String path = request.getRequestURI();
		@Nullable String group = (path != null) ? GROUPS.get(path) : null;
		if (group == null || !ClientFactsValve.isFromPrimary(request)) {
			getNext().invoke(request, response);
			return;
		}
		HealthGroups.Answer answer = this.health.ask(group);
		response.setStatus(answer.isUp() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setContentType("text/plain;charset=UTF-8");
		response.getWriter().print(answer.detail());
	}

}
