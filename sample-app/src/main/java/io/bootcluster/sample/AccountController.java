package io.bootcluster.sample;

import java.security.Principal;

import io.bootcluster.ClusterMember;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The one page behind the login.
 */
@RestController
class AccountController {

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width">
			<title>Account - Bootcluster sample</title>
			<style>
			:root { color-scheme: light dark }
			body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
			</style>
			<main>
			<h1>Account</h1>
			<p>Signed in as <strong id="user">%s</strong>. Answered by worker <strong id="worker">%d</strong>.</p>
			<p>Hurt that worker on the <a href="/">first page</a> and come back: the login is still there.</p>
			<p><a href="/logout">Sign out</a></p>
			</main>
			</html>
			""";

	private final ClusterMember member;

	AccountController(ClusterMember member) {
		this.member = member;
	}

	@GetMapping(path = "/account", produces = MediaType.TEXT_HTML_VALUE)
	String account(Principal user) {
		return PAGE.formatted(HtmlUtils.htmlEscape(user.getName()), this.member.slot());
	}

}
