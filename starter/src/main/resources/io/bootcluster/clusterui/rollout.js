// A roll-out while it runs, slot by slot.

import { bySlot, looks, main } from "./workers.js";
import { make, mark, short, slotColor, tell } from "./format.js";

// The primary's clock of the day and that which it measures starts with agree no better.
const TOLERANCE = 1000;

// So many fit with words; of more only their numbers and signs are seen.
const MANY = 12;

const byId = (id) => document.getElementById(id);

export function showRollout({ release, workers }) {
	const { rollout } = release;
	const running = rollout?.state === "running";
	byId("rollout").hidden = !running;
	if (!running) {
		return;
	}
	const slots = [...bySlot(workers)].map(([slot, lives]) => [slot, ...stage(lives, rollout)]);
	const what = rollout.release === release.id ? `restart of ${short(release.id)}` : `${short(release.id)} \u2192 ${short(rollout.release)}`;
	const done = slots.filter(([, name]) => name === "new").length;
	tell(byId("rollout-text"), `${what} \u00b7 ${done} of ${slots.length} workers`);
	mark(byId("rollout"), "many", `${slots.length > MANY}`);
	const list = byId("rollout-slots");
	while (list.children.length > slots.length) {
		list.lastChild.remove();
	}
	slots.forEach(([slot, name, text], index) => {
		const item = list.children[index] ?? list.appendChild(make("li", "", make("b", ""), make("span", "")));
		mark(item, "stage", name);
		item.style.setProperty("--own", `var(${slotColor(slot)})`);
		tell(item.firstChild, `${slot}`);
		tell(item.lastChild, text);
		item.title = text;
	});
}

function stage(lives, rollout) {
	const next = lives.filter((life) => isNew(life, rollout)).sort((a, b) => b.generation - a.generation)[0];
	if (!next) {
		return ["old", short(main(lives).release)];
	}
	if (next.gate !== "open") {
		return ["next", looks(next)[2].toLowerCase()];
	}
	const leaving = lives.some((life) => life !== next && ["serving", "draining", "stopping"].includes(life.state));
	return ["new", leaving ? "old one drains" : short(rollout.release)];
}

// Of that release, and begun since: a restart of all brings the release that was there before.
function isNew(life, rollout) {
	const stays = life.state === "starting" || life.state === "serving";
	const began = Date.parse(life.since) - Math.max(0, life.start?.millis ?? 0);
	return stays && life.release === rollout.release && began + TOLERANCE >= Date.parse(rollout.startedAt);
}
