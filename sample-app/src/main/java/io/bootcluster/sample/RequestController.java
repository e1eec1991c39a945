package io.bootcluster.sample;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.bootcluster.ClusterMember;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows a request as the application sees it, and takes its time when asked to.
 */
@RestController
class RequestController {

	private final ClusterMember member;

	RequestController(ClusterMember member) {
		this.member = member;
	}

	@GetMapping("/api/headers")
	Seen headers(HttpServletRequest request) {
		Map<String, List<String>> fields = new TreeMap<>();
		for (String name : Collections.list(request.getHeaderNames())) {
			fields.put(name, Collections.list(request.getHeaders(name)));
		}
		return new Seen(fields, request.getRemoteAddr(), request.getRemotePort(), request.getScheme(),
				request.isSecure(), request.getServerName(), request.getServerPort());
	}

	@GetMapping("/api/slow")
	Slept slow(@RequestParam(defaultValue = "1000") long millis) throws InterruptedException {
		Thread.sleep(millis);
		return new Slept(this.member.slot(), millis);
	}

	record Seen(Map<String, List<String>> headers, String remoteAddress, int remotePort, String scheme, boolean secure,
			String host, int port) {
	}

	record Slept(int worker, long millis) {
	}

}
