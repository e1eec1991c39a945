// The log: what happened, newest first, in words; and what a screen reader is told of it.

import { age, clock, icon, make, tell } from "./format.js";

const MOST = 200;

const SHOWN = 6;

const LOOKS = {
	"node.serving": ["ok", "good", () => "The node serves"],
	"node.draining": ["drain", "warn", () => "The node drains"],
	"node.resumed": ["play", "good", () => "The node takes requests again"],
	"workers.wanted": ["size", "info", (d) => `${many(d.workers, "worker")} wanted, ${d.before} before`],
	"worker.started": ["wait", "info", (d) => `starts from ${words(d.from) || "its release"}`],
	"worker.serving": ["ok", "good", (d) => d.millis ? `serves, ready after ${(d.millis / 1000).toFixed(1)} s` : "serves"],
	"worker.gate": ["shut", "warn", (d) => `gate ${d.gate}, was ${d.before}`],
	"worker.draining": ["drain", "warn", (d) => `drains${d["in-flight"] > 0 ? `, ${d["in-flight"]} in flight` : ""}`],
	"worker.exited": ["gone", "bad", (d) => d.meaning ? `exited: ${d.meaning}` : "exited"],
	"worker.errored": ["bad", "bad", (d) => `keeps failing, ${d.restarts} restarts`],
	"leader.changed": ["star", "info", (d) => d.before ? `leads now, ${d.before} did before` : "leads now"],
	"rollout.started": ["swap", "info", (d) => `Roll-out ${d.id} of ${d.release} begins`],
	"rollout.done": ["ok", "good", (d) => `Roll-out of ${d.release} is done`],
	"rollout.withdrawn": ["bad", "bad", (d) => `Roll-out of ${d.release} withdrawn: ${d.reason}`],
	"wish.heard": ["note", "quiet", (d) => `Asked to ${d.wish}`],
	"wish.done": ["ok", "quiet", (d) => `Done: ${d.wish}`],
	"wish.failed": ["bad", "bad", (d) => `Failed: ${d.wish}: ${d.reason ?? "no reason given"}`],
	"post-mortem.kept": ["note", "warn", (d) => `Post-mortem kept: ${d.reason ?? d.path}`],
	"nodes.changed": ["node", "info", (d) => `${many(d.nodes, "node")}${part("came", d.came)}${part("left", d.left)}${
		part("now", d.states)}${d.leader ? `; ${d.leader} leads` : ""}`]
};

const many = (count, what) => `${count} ${what}${count === "1" ? "" : "s"}`;

const part = (word, value) => value ? `; ${word} ${value}` : "";

const words = (from) => from?.replaceAll("-", " ");

function look(event) {
	const [name, tone, text] = LOOKS[event.name] ?? ["note", "quiet", others];
	if (event.name === "worker.gate" && event.details.gate === "open") {
		return ["ok", "good", text(event.details)];
	}
	if (event.name === "worker.exited" && event.details.code === "0") {
		return ["gone", "quiet", text(event.details)];
	}
	return [name, tone, text(event.details)];
}

const others = (details) => Object.entries(details).map(([name, value]) => `${name} ${value}`).join(", ");

function line(event) {
	const [name, tone, text] = look(event);
	const sentence = make("p", "", event.worker ? make("b", "life", event.worker) : "", event.worker ? " " : "", text);
	const what = make("span", "name", event.name);
	const item = make("li", "", icon(name), make("div", "", sentence, what), make("time", "", clock(event.at)));
	item.dataset.tone = tone;
	item.lastChild.dateTime = event.at;
	return item;
}

const sentence = (event) => `${event.worker ? `Worker ${event.worker} ` : ""}${look(event)[2]}`;

export class EventList {

	last = 0;

	list = document.getElementById("events");

	said = document.getElementById("said");

	forget() {
		this.last = 0;
		this.list.replaceChildren();
	}

	take(events) {
		const first = this.last === 0;
		const news = events.filter((each) => each.number > this.last);
		for (const event of news) {
			this.list.prepend(line(event));
			this.list.firstChild.classList.toggle("fresh", !first);
			this.last = event.number;
		}
		if (!first && news.length > 0) {
			tell(this.said, news.map(sentence).join(". "));
		}
		while (this.list.children.length > MOST) {
			this.list.lastChild.remove();
		}
		if (this.list.children.length === 0) {
			this.list.append(make("li", "empty", "Nothing yet"));
		}
		else if (this.last > 0) {
			this.list.querySelector(".empty")?.remove();
		}
	}

}

export function showReleases(release, now) {
	const list = document.getElementById("releases");
	const runs = release.history.findLast((each) => each.state === "done" && each.release === release.id);
	const ended = release.history.slice(-SHOWN).reverse();
	const coming = release.rollout?.state === "running" ? release.rollout.release : null;
	const key = JSON.stringify([release.id, coming, release.history.at(-1), Math.floor(now / 10000)]);
	if (list.dataset.key === key) {
		return;
	}
	list.dataset.key = key;
	const items = ended.map((each) => passed(each, each === runs, now));
	if (!ended.includes(runs)) {
		items.unshift(runs ? passed(runs, true, now) : fact("ok", "good", release.id.slice(0, 12), began(release)));
	}
	if (coming) {
		items.unshift(fact("swap", "info", coming.slice(0, 12), coming === release.id ? "is being restarted" : "is being rolled out"));
	}
	list.replaceChildren(...items);
}

// What was rolled out long ago may be forgotten.
const began = ({ history }) => history.length === 0 ? "runs since the node started" : "runs";

function passed(each, runs, now) {
	const done = each.state === "done";
	const when = age((now - Date.parse(each.at)) / 1000);
	const text = done ? `${runs ? "rolled out" : "was rolled out"} ${when}` : `withdrawn ${when}: ${each.reason}`;
	return fact(done ? "ok" : "bad", runs ? "good" : (done ? "quiet" : "bad"), each.release.slice(0, 12), text);
}

function fact(name, tone, title, text) {
	const item = make("li", "", icon(name), make("div", "", make("b", "code", title), make("p", "quiet", text)));
	item.dataset.tone = tone;
	return item;
}

export function showKept(postMortems, now) {
	document.getElementById("kept-section").hidden = postMortems.length === 0;
	const list = document.getElementById("kept");
	const key = postMortems.map((each) => each.path).join();
	if (list.dataset.key !== key) {
		list.dataset.key = key;
		list.replaceChildren(...[...postMortems].reverse().slice(0, 6).map((each) =>
			fact("note", "warn", `${each.worker} \u00b7 ${each.reason}`, `${clock(each.at)} ${each.path}`)));
	}
}
