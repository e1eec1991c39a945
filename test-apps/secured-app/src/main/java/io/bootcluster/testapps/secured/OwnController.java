package io.bootcluster.testapps.secured;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is the application's own, to compare with what is not.
 */
@RestController
class OwnController {

	@GetMapping({ "/own", "/own/part" })
	String read() {
		return "own";
	}

	@PostMapping({ "/own", "/own/part" })
	String write() {
		return "written";
	}

	/**
	 * What a page would have in a form.
	 */
	@GetMapping("/token")
	String token(CsrfToken token) {
		return token.getToken();
	}

}
