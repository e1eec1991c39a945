// What is true of the node as a whole: its state, its figures, its neighbours.

import { pill } from "./workers.js";
import { clock, count, icon, latency, make, mark, rate, short, span, tell } from "./format.js";

const byId = (id) => document.getElementById(id);

const FIGURES = [
	["requests", "Requests", (view, moved) => [rate(moved?.requests), "/s"]],
	["p50", "Median", (view, moved) => latency(moved?.p50)],
	["p99", "99th percentile", (view, moved) => latency(moved?.p99)],
	["inFlight", "In flight", (view) => [count(view.dispatcher.inFlight), ""]],
	["held", "Held", (view) => [count(view.dispatcher.held), ""]],
	["failures", "Failures", (view, moved) => [rate(moved?.failures), "/s"]],
	["connections", "Connections", (view) => [count(view.dispatcher.connections), ""]]
];

const cells = new Map();

export function showFigures(view, moved) {
	for (const [id, name, value] of FIGURES) {
		if (!cells.has(id)) {
			const figure = make("b", "");
			const unit = make("span", "unit");
			const cell = make("div", "", make("dt", "quiet", name), make("dd", "", figure, unit));
			cell.id = `figure-${id}`;
			byId("figures").append(cell);
			cells.set(id, { cell, figure, unit });
		}
		const [figure, unit] = value(view, moved);
		const { cell, ...shown } = cells.get(id);
		tell(shown.figure, figure);
		tell(shown.unit, unit);
		const alarming = (id === "held" && view.dispatcher.held > 0) || (id === "failures" && moved?.failures > 0);
		mark(cell, "tone", alarming ? (id === "held" ? "warn" : "bad") : "none");
	}
}

export function showNode(view, { open, wanted }, now) {
	const { node, release } = view;
	tell(byId("node"), node.id);
	const up = `up ${span((now - Date.parse(node.startedAt)) / 1000)}`;
	tell(byId("where"), `${node.address} \u00b7 release ${short(release.id)} \u00b7 ${up}`);
	pill(byId("node-state"), condition(node, open, wanted));
	document.title = `${open}/${wanted} \u00b7 ${node.id} \u00b7 Cluster`;
}

function condition(node, open, wanted) {
	if (node.state === "draining") {
		return ["drain", "warn", "Draining"];
	}
	if (node.state === "starting") {
		return ["wait", "info", "Starting"];
	}
	if (open === 0) {
		return ["bad", "bad", "Nobody serves"];
	}
	return open < wanted ? ["wait", "warn", `Degraded, ${open} of ${wanted}`] : ["ok", "good", "Serving"];
}

export function showNodes(view, now) {
	const seen = view.nodes;
	byId("nodes-section").hidden = !seen;
	if (!seen) {
		return;
	}
	const key = JSON.stringify([seen, Math.floor(now / 5000)]);
	if (byId("nodes").dataset.key !== key) {
		byId("nodes").dataset.key = key;
		byId("nodes").replaceChildren(...seen.nodes.map((node) => nodeCard(node, seen, view.node.id, now)));
		const rollout = seen.rollout;
		tell(byId("nodes-rollout"), seen.problem ?? (rollout
			? `Roll-out over all nodes ${rollout.state}: ${rollout.parts.map((part) => `${part.node} ${part.state}`).join(", ")}` : ""));
	}
}

function nodeCard(node, seen, own, now) {
	const state = make("p", "pill");
	const idle = node.state === "serving" && node.weight === 0;
	pill(state, idle ? ["bad", "bad", "Nobody serves"] : ({ serving: ["ok", "good", "Serving"], draining: ["drain", "warn", "Draining"],
		starting: ["wait", "info", "Starting"] })[node.state] ?? ["note", "quiet", node.state]);
	const title = make("h3", "", node.id);
	if (seen.lead?.node === node.id) {
		title.append(make("span", "leader", icon("star"), "leads"));
	}
	const text = `${node.weight} worker${node.weight === 1 ? "" : "s"} \u00b7 ${node.inFlight} in flight`;
	const about = `${short(node.release)} \u00b7 up ${span((now - Date.parse(node.startedAt)) / 1000)}`;
	const card = make("li", "panel", make("div", "", title, make("p", "", text), make("p", "quiet", node.address), make("p", "quiet", about)), state);
	card.dataset.own = node.id === own;
	return card;
}

export function showLive(alive, data, at) {
	const live = byId("live");
	mark(live, "alive", `${alive}`);
	tell(live.lastChild, alive ? `live \u00b7 worker ${data.worker} answered` : `last answer ${at ? clock(at) : "never"}`);
	if (data) {
		const { policy, requests, retries, failures } = data.view.dispatcher;
		const need = data.view.node.restartNeeded;
		tell(byId("foot"), `${policy} \u00b7 ${requests.toLocaleString("en")} requests, ${retries.toLocaleString("en")} retries, ${
			failures.toLocaleString("en")} failures since the node started${need.length > 0 ? ` \u00b7 needs a restart: ${need.join(", ")}` : ""}`);
	}
}
