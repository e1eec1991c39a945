package io.bootcluster.sample;

import io.bootcluster.ClusterMember;
import jakarta.servlet.http.HttpSession;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells who answers, and counts a visitor's visits in the session.
 */
@RestController
class WhoAmIController {

	private static final String VISITS = "visits";

	private final ClusterMember member;

	WhoAmIController(ClusterMember member) {
		this.member = member;
	}

	@GetMapping("/api/whoami")
	WhoAmI whoami() {
		return new WhoAmI(this.member.slot(), this.member.generation(), ProcessHandle.current().pid(),
				this.member.release());
	}

	/**
	 * Count one visit, whatever the method. Two calls of one session at the same time may
	 * count as one, as with any session attribute that is read and written back.
	 * @param session the visitor's session, made by the first call
	 * @return the visits so far
	 */
	@RequestMapping(path = "/api/visits", method = { RequestMethod.GET, RequestMethod.POST })
	Visits visits(HttpSession session) {
		int visits = (session.getAttribute(VISITS) instanceof Integer before) ? before + 1 : 1;
		session.setAttribute(VISITS, visits);
		return new Visits(visits, this.member.slot());
	}

	record WhoAmI(int worker, int generation, long pid, String release) {
	}

	record Visits(int visits, int worker) {
	}

}
