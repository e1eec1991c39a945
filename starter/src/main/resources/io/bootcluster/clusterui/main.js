// Asks once a second, and shows the answer.

import { CHARTS, Chart } from "./charts.js";
import { EventList, showKept, showReleases } from "./events.js";
import { History } from "./history.js";
import { Orders } from "./orders.js";
import { Rates } from "./rates.js";
import { showRollout } from "./rollout.js";
import { Unanswered, talk } from "./talk.js";
import { Workers } from "./workers.js";
import { showFigures, showLive, showNode, showNodes } from "./overview.js";
import { clock, mark, tell } from "./format.js";

const SECOND = 1000;

const PATIENCE = 5 * SECOND;

const WHY = {
	401: "You are not logged in, or no longer: reload this page.",
	403: "The application's security does not let you see this."
};

const self = new URL(".", import.meta.url).pathname.slice(0, -1);

const history = new History();

const events = new EventList();

let rates = new Rates();

let orders = null;

const workers = new Workers(() => orders);

const charts = CHARTS.map((kind) => new Chart(kind, history));

let node = null;

let answered = null;

let latest = null;

let skew = 0;

let timer = null;

let asking = false;

const banner = document.getElementById("banner");

document.getElementById("charts").append(...charts.map((chart) => chart.element));

async function ask() {
	const { status, json } = await talk(`${self}/data?event=${events.last}&sample=${history.last}`,
		{ signal: AbortSignal.timeout(PATIENCE) });
	if (status !== 200) {
		throw new Unanswered(WHY[status] ?? `The node answered ${status}.`);
	}
	return json;
}

// A new primary counts from 0.
function meet(data) {
	const key = `${data.view.node.id} ${data.view.node.startedAt}`;
	if (node !== null && node !== key) {
		events.forget();
		history.forget();
		workers.forget();
		orders?.forget();
		rates = new Rates();
	}
	const known = node === key || node === null;
	node = key;
	return known;
}

function show(data) {
	const now = Date.parse(data.now);
	skew = now - Date.now();
	if (!meet(data)) {
		return;
	}
	mark(document.body, "writable", `${data.writable}`);
	if (data.writable && orders === null) {
		orders = new Orders(self, new URL(data.orders, document.baseURI).pathname);
		workers.forget();
	}
	const moved = rates.take(data, now);
	history.take(data.samples, data.view, moved, now);
	events.take(data.events);
	const counts = workers.show(data.view, moved, now, history);
	orders?.show(data.view);
	showNode(data.view, counts, now);
	showFigures(data.view, moved);
	showRollout(data.view);
	showNodes(data.view, now);
	showReleases(data.view.release, now);
	showKept(data.view.postMortems, now);
	charts.forEach((chart) => chart.draw(now));
	answered = now;
	latest = data;
}

async function turn() {
	const begun = performance.now();
	asking = true;
	try {
		show(await ask());
		banner.hidden = true;
		showLive(true, latest, answered);
	}
	catch (failure) {
		const why = failure instanceof Unanswered ? failure.message : broken(failure);
		tell(banner, answered ? `${why} What you see is of ${clock(answered)}.` : why);
		banner.hidden = false;
		showLive(false, latest, answered);
	}
	asking = false;
	timer = setTimeout(next, Math.max(100, SECOND - (performance.now() - begun)));
}

function broken(failure) {
	console.error(failure);
	return `This page cannot show what the node answered (${failure.message}).`;
}

// Nobody looks: nobody asks, until somebody looks again.
function next() {
	timer = null;
	if (!document.hidden) {
		turn();
	}
}

document.addEventListener("visibilitychange", () => timer === null && asking === false && next());

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
	answered && charts.forEach((chart) => chart.draw(Date.now() + skew)));

turn();
