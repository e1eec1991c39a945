// Speaks to the application as a program does: security then refuses plainly, without a
// password dialog of the browser's, and takes none of this for the page to show after a login.

export class Unanswered extends Error {}

// What was answered: its status and what JSON it holds. Whoever sends us to a login, or
// answers with a page instead, wants one: 401.
export async function talk(path, more = {}) {
	const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", ...more.headers };
	let answer;
	let text;
	try {
		answer = await fetch(path, { cache: "no-store", credentials: "same-origin", redirect: "manual", ...more, headers });
		text = await answer.text();
	}
	catch {
		throw new Unanswered("The node does not answer.");
	}
	const json = /[/+]json\b/.test(answer.headers.get("Content-Type") ?? "");
	const login = answer.type === "opaqueredirect" || (answer.ok && !json);
	return { status: login ? 401 : answer.status, json: json && text ? JSON.parse(text) : null };
}
